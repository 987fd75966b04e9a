"""Which record of a program's window fits a text?"""

import pytest

from faq.bounce import Direction, Kind, Party, Window, understand, windows_of

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


def test_wording_copied_by_hand_is_found_by_its_words() -> None:
    turned = "mit dem Benutzernamen a ist die Anmeldung auf dem Server b fehlgeschlagen"

    assert keys(turned) == ["by-words"]


REFUSED = "Anmeldung beim Postausgangsserver fehlgeschlagen"
OF_PROGRAMS = windows_of(
    [
        Window("nas", (), (REFUSED,), programs=("Synology DSM", "QNAP")),
        Window("samsung", (), ("Konto prüfen * Passwort",), programs=("Samsung Email",)),
        Window("gmail", ("0x800ccc90",), ("Angaben ungültig",), programs=("Gmail-App",)),
        Window("any", (), ("Kennwort abgelaufen",), programs=("Samsung Email und andere",)),
    ]
)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (REFUSED, "nas"),
        (f"Synology: {REFUSED}", "nas"),
        (f"{REFUSED} für anna@gmail.com", "nas"),
        (f"Samsung Email: {REFUSED}", None),
        (f"In der Gmail-App: {REFUSED}", None),
        ("Gmail: Kennwort abgelaufen", "any"),
        ("Samsung: 0x800CCC90", "gmail"),
    ],
)
def test_window_of_another_program_than_the_named_one_fits_by_code_alone(
    said: str, key: str | None
) -> None:
    found = [window.key for window in OF_PROGRAMS.matching(said.lower())]

    assert found == ([key] if key else [])


def test_half_a_wording_is_none() -> None:
    assert keys("Die Anmeldung auf der Messe ist fehlgeschlagen") == []


def test_words_of_a_wording_in_a_long_text_are_chance() -> None:
    chapter = " ".join(f"wort{number}" for number in range(200))

    assert keys(f"Anmeldung {chapter} Server mit Benutzername fehlgeschlagen auf") == []


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


def test_what_looks_like_nothing_may_be_a_window_that_is_known() -> None:
    known = windows_of([Window("copy", (), ("Es wurde keine Ablage im Ordner Gesendet angelegt",))])
    said = "Es wurde leider keine Ablage im Gesendet Ordner angelegt. Vielen Dank fürs Warten."

    assert understand(said, windows=known).windows == ("copy",)
    assert understand(said).windows == ()


def test_buttons_tell_a_window() -> None:
    assert understand("Etwas ging schief.\n[Nochmals] [Verwerfen]").kind is Kind.PROGRAM_WINDOW
    assert understand("Etwas ging schief.\nAbbrechen").kind is Kind.PROGRAM_WINDOW
