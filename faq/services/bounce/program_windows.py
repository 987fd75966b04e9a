"""The windows of mail programs that staff explain: for the core that tells them, and the page."""

from faq.bounce import Direction, Party, Window, Windows, windows_of
from faq.models import Cached, ProgramWindow, shown_windows


@Cached
def known_windows() -> Windows:
    """Every published window as the analysis looks it up."""
    return windows_of(_window(row) for row in shown_windows())


def windows_by_key() -> dict[str, ProgramWindow]:
    """Every published window by its key."""
    return {row.key: row for row in shown_windows()}


def _window(row: ProgramWindow) -> Window:
    return Window(
        key=row.key,
        codes=tuple(row.code_list),
        wordings=tuple(row.wording_list),
        direction=Direction(row.direction),
        party=Party(row.party),
        programs=tuple(row.program_list),
    )
