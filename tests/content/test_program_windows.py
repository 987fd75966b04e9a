"""The shipped windows of mail programs."""

from tests.content.conftest import records


def test_what_goes_with_a_window_is_there() -> None:
    kinds = {
        "entries": "", "error_codes": "code-", "mail_programs": "program-",
        "program_windows": "window-",
    }  # fmt: skip
    known = {f"{prefix}{row['key']}" for name, prefix in kinds.items() for row in records(name)}
    named = {key for row in records("program_windows") for key in str(row["related"]).split()}

    assert named
    assert named - known == set()
