"""HTML that was pasted as source reads as its reader saw it; what only looks like it stays."""

import pytest

from faq.incoming import without_markup


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("<p>Das Postfach des Empf&auml;ngers ist &uuml;berf&uuml;llt.</p>",
         "Das Postfach des Empfängers ist überfüllt."),
        ("550&nbsp;5.1.1 &lt;max@example.org&gt;: User unknown",
         "550\u00a05.1.1 <max@example.org>: User unknown"),
        ("<div class=\"x\">eins<br/>zwei</div>", "eins\nzwei"),
        ("<html><head><title>x</title><style>p{}</style></head><body><b>Fehler</b></body></html>",
         "Fehler"),
        ("&#220;berf&#xFC;llt", "Überfüllt"),
        ("<TD style='a'>550</TD><TD>User unknown</TD>", "550User unknown"),
    ],
)  # fmt: skip
def test_markup_is_taken_away(pasted: str, text: str) -> None:
    assert without_markup(pasted).strip() == text


@pytest.mark.parametrize(
    "text",
    ["<max@example.org>: host mx.example.org said: 550", "a < b und c > d", "Benutzer & Domain",
     "https://example.org/?a=1&copy=2&lt=3", "<smtp; 550>", "<Kein Betreff>", "AT&T"],
)  # fmt: skip
def test_what_is_no_markup_stays(text: str) -> None:
    assert without_markup(text) == text


@pytest.mark.parametrize("piece", ["<p ", "<!--", "<style>", "&amp", "<", "&", "<p>&auml;"])
def test_a_megabyte_of_beginnings_comes_to_an_end(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))

    assert len(without_markup(text)) <= len(text)
