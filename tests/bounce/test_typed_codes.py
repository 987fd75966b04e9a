"""A code that somebody types is explained however it is written."""

import pytest

from faq.bounce import analyse


@pytest.mark.parametrize("typed", ["55O", "5 5 0", "Fehler550", "fünfhundertfünfzig", "550er"])
def test_typed_reply_code_is_read(typed: str) -> None:
    assert [code.reply for code in analyse(typed).codes] == ["550"]


def test_typed_enhanced_code_is_read() -> None:
    assert [code.enhanced for code in analyse("Fehler 5. 1. 1").codes] == ["5.1.1"]


@pytest.mark.parametrize("typed", ["mein postfach hat 550 mails", "newsletter an 500 leute"])
def test_number_that_counts_something_is_no_code(typed: str) -> None:
    assert analyse(typed).codes == ()
