"""Which sentences of a message ask something."""

import pytest

from faq.services.desk.customer_message import MOST_QUESTIONS, questions


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Mein Postfach ist voll. Was tun?", ["Mein Postfach ist voll.", "Was tun?"]),
        ("Hallo Support,\nOutlook fragt immer.", ["Outlook fragt immer."]),
        ("Sehr geehrte Damen und Herren,\n\nnichts geht mehr", ["nichts geht mehr"]),
        ("Es geht nicht.\nMit freundlichen Grüßen\nErika Beispiel", ["Es geht nicht."]),
        ("Es geht nicht.\n\nVielen Dank\nErika Beispiel", ["Es geht nicht."]),
        ("Es geht nicht.\n-- \nBeispiel GmbH, Musterweg 1", ["Es geht nicht."]),
        ("Es geht nicht.\n> Haben Sie es neu gestartet?", ["Es geht nicht."]),
        ("Ja, leider.\nAm 3. Mai 2026 schrieb Support:\nNoch etwas", ["Ja, leider."]),
        ("Mail an erika@example.org fehlt", ["Mail an fehlt"]),
        ("Hilfe", []),
        ("", []),
    ],
)
def test_only_what_asks_is_left(message: str, expected: list[str]) -> None:
    assert questions(message) == expected


def test_long_message_is_read_only_so_far() -> None:
    assert len(questions("Noch ein Satz Nummer eins. " * 3 + "\n".join(map(repr, range(99))))) == 1
    assert len(questions("\n".join(f"Satz Nummer {n}" for n in range(99)))) == MOST_QUESTIONS
