"""Which record of a program's window fits a text?"""

from faq.bounce import Direction, Party, Window, understand, windows_of

KNOWN = windows_of(
    [
        Window("by-code", ("0x800CCC0E",), ()),
        Window(
            "by-words",
            (),
            ("Anmeldung auf Server * mit Benutzername * fehlgeschlagen",),
            Direction.LOGIN,
            Party.SENDER,
        ),
        Window("by-both", ("0x800CCC0E",), ("Postausgangsserver (SMTP) herstellen",)),
        Window("too-short", (), ("Ein *",)),
    ]
)


def keys(text: str) -> list[str]:
    return [window.key for window in KNOWN.matching(text.lower())]


def test_code_is_found_in_any_case() -> None:
    assert keys("Fehler (0x800ccc0e) bei Senden") == ["by-both", "by-code"]


def test_code_must_stand_alone() -> None:
    assert keys("0x800CCC0E1") == []


def test_code_with_wording_comes_before_the_code_alone() -> None:
    said = "0x800CCC0E: keine Verbindung zum Postausgangsserver (SMTP) herstellen"

    assert keys(said) == ["by-both", "by-code"]


def test_wording_has_room_for_what_varies() -> None:
    said = "Anmeldung auf Server mail.example.org mit Benutzername info fehlgeschlagen."

    assert keys(said) == ["by-words"]


def test_parts_of_a_wording_stand_near_one_another_in_their_order() -> None:
    far = "Anmeldung auf Server " + "x" * 400 + " mit Benutzername a fehlgeschlagen"
    turned = "mit Benutzername a fehlgeschlagen Anmeldung auf Server b"

    assert keys(far) == []
    assert keys(turned) == []


def test_wrapped_and_quoted_windows_are_found() -> None:
    assert keys(
        "> Anmeldung auf\n> Server a mit\n> Benutzername b\n> fehlgeschlagen".replace("> ", "")
    ) == ["by-words"]


def test_what_proves_nothing_is_never_found() -> None:
    assert keys("Ein Fenster") == []


def test_record_decides_direction_and_party() -> None:
    said = "Anmeldung auf Server mail.example.org mit Benutzername info fehlgeschlagen."

    found = understand(said, windows=KNOWN)

    assert found.windows == ("by-words",)
    assert (found.direction, found.fault, found.is_sure) == (Direction.LOGIN, Party.SENDER, True)
