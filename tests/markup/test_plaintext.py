"""Words without markup."""

import pytest

from faq.markup import one_line, render

SOURCE = """Ein *Absatz* mit [Verweis](/x/)
und `Code`.

## Titel

- eins
- zwei
  1. innen
  2. weiter

| Server | Port |
|---|---|
| a | 993 |

![Bild](bild:a.svg)

```
550 x
```
"""


def test_blocks_items_and_rows_are_told_apart() -> None:
    assert render(SOURCE).plain_text == (
        "Ein Absatz mit Verweis und Code.\n\nTitel\n\n– eins\n– zwei\n1. innen\n2. weiter\n\n"
        "Server · Port\na · 993\n\nBild\n\n550 x"
    )


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (
            "Zwei  \nZeilen und **mehr**.\n\nNoch ein Absatz.",
            "Zwei Zeilen und mehr. Noch ein Absatz.",
        ),
        ("Port\u00a0993", "Port\u00a0993"),
        ("5. fünf\n6. sechs", "5. fünf 6. sechs"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("*Extras → Konten*", "Extras → Konten"),
        ("", ""),
    ],
)
def test_markdown_gives_one_line(source: str, line: str) -> None:
    assert one_line(source) == line
