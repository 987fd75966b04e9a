"""What authors write and what readers get."""

import subprocess
import sys

import pytest

from faq.markup import (
    MAX_BYTES,
    PLACEHOLDER_ALT,
    Heading,
    Picture,
    ProblemKind,
    SourceTooLong,
    render,
)


def picture(address: str) -> Picture | None:
    """Know one picture with its size, one without."""
    known = {
        "bild:meldung.svg": Picture("/static/img/meldung.svg", 640, 480),
        "/media/a.png": Picture("/media/a.png"),
    }
    return known.get(address)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Ein **Wort**.", "<p>Ein <strong>Wort</strong>.</p>"),
        ("Absatz\n- eins\n- zwei", "<p>Absatz</p>\n<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>"),
        ("3. drei", '<ol start="3">\n<li>drei</li>\n</ol>'),
        ("~~alt~~", "<p><s>alt</s></p>"),
        ("`mail.example`", '<p><code translate="no">mail.example</code></p>'),
        ("*betont*", "<p><em>betont</em></p>"),
        ("a → b", "<p>a → b</p>"),
        ("[x](/faq/pop3-imap/)", '<p><a href="/faq/pop3-imap/">x</a></p>'),
        ("[x](#imap)", '<p><a href="#imap">x</a></p>'),
        (
            "[x](https://example.org)",
            '<p><a href="https://example.org" rel="noopener">x</a></p>',
        ),
        ("<name@example.org>", '<p><a href="mailto:name@example.org">name@example.org</a></p>'),
        ("<b>fett</b>", "<p>&lt;b&gt;fett&lt;/b&gt;</p>"),
        ("", ""),
    ],
)
def test_source_gives_html(source: str, html: str) -> None:
    assert render(source).html.strip() == html


def test_menu_path_reads_its_arrows_aloud() -> None:
    html = render("*Extras → Konten → **Server***").html

    assert html.strip() == (
        '<p><span class="menu-path">Extras <span role="img" aria-label="dann">→</span> Konten '
        '<span role="img" aria-label="dann">→</span> <strong>Server</strong></span></p>'
    )


@pytest.mark.parametrize(
    ("name", "modifier", "word"),
    [("hinweis", "note", "Hinweis"), ("achtung", "warning", "Achtung")],
)
def test_box_says_its_word(name: str, modifier: str, word: str) -> None:
    rendered = render(f"::: {name}\nEin *Satz*.\n:::")

    assert f'<aside class="hint hint--{modifier}" role="note">' in rendered.html
    assert f'<p class="hint__word">{word}</p><p>Ein <em>Satz</em>.</p>' in rendered.html
    assert rendered.plain_text == f"{word}: Ein Satz."


def test_unknown_box_is_reported_with_its_line() -> None:
    rendered = render("Text\n\n::: tipp\nx\n:::")

    assert [(p.kind, p.line, p.detail) for p in rendered.problems] == [
        (ProblemKind.BOX_UNKNOWN, 3, "::: tipp")
    ]


def test_table_scrolls_by_keyboard_and_scopes_its_headers() -> None:
    html = render("| Server | Port |\n|---|--:|\n| a | 993 |").html

    assert html.startswith('<div class="table-wrap" tabindex="0">\n<table>')
    assert '<th scope="col">Server</th>' in html
    assert '<td class="align-right">993</td>' in html
    assert "style" not in html


def test_code_block_is_never_translated() -> None:
    html = render("```text\n550 5.1.1 <a@example.org>\n```").html

    assert html.strip() == (
        '<pre tabindex="0" lang="en" translate="no"><code>550 5.1.1 &lt;a@example.org&gt;\n'
        "</code></pre>"
    )


def test_picture_alone_is_a_figure_with_caption_and_size() -> None:
    rendered = render('![Die Meldung](bild:meldung.svg "So sieht sie aus")', find_picture=picture)

    assert rendered.html.strip() == (
        '<figure class="picture"><img src="/static/img/meldung.svg" alt="Die Meldung" '
        'loading="lazy" decoding="async" width="640" height="480">'
        "<figcaption>So sieht sie aus</figcaption></figure>"
    )
    assert rendered.pictures == ("bild:meldung.svg",)
    assert rendered.problems == ()


def test_picture_in_a_line_stays_there() -> None:
    html = render("Vor ![Zeichen](/media/a.png) nach", find_picture=picture).html

    assert html.startswith('<p>Vor <img src="/media/a.png" alt="Zeichen"')


def test_unknown_picture_stands_as_its_description() -> None:
    rendered = render("![Die Meldung](bild:fehlt.svg)", find_picture=picture)

    assert rendered.html.strip() == "<p>Die Meldung</p>"
    assert [p.kind for p in rendered.problems] == [ProblemKind.PICTURE_UNKNOWN]


@pytest.mark.parametrize("description", ["", PLACEHOLDER_ALT, f" {PLACEHOLDER_ALT} "])
def test_undescribed_picture_is_reported(description: str) -> None:
    rendered = render(f"![{description}](/media/a.png)", find_picture=picture)

    assert [p.kind for p in rendered.problems] == [ProblemKind.PICTURE_UNDESCRIBED]


def test_offset_reaches_levels() -> None:
    rendered = render("{#imap}\n## IMAP\n\n[dorthin](#imap)", heading_offset=1)

    assert '<h3 id="imap">IMAP</h3>' in rendered.html
    assert rendered.headings == (Heading(3, "imap", "IMAP"),)
    assert rendered.links == ("#imap",)


def test_section_base_gives_each_heading_its_permanent_link() -> None:
    html = render("## IMAP", section_base="/faq/pop3-imap/").html

    assert html.strip() == (
        '<h2 id="imap">IMAP <a class="section-link" href="/faq/pop3-imap/imap/" data-copy-link="" '
        'aria-label="Link zum Abschnitt „IMAP“">#</a></h2>'
    )


def test_links_are_listed_as_written() -> None:
    rendered = render("[a](/faq/a/) ![b](/media/b.png) [c](#c)\n\n- [d](https://example.org/d)")

    assert rendered.links == ("/faq/a/", "#c", "https://example.org/d")


def test_source_up_to_the_limit_is_rendered() -> None:
    assert render("ä" * (MAX_BYTES // 2)).plain_text


def test_source_over_the_limit_is_refused() -> None:
    with pytest.raises(SourceTooLong):
        render("ä" * (MAX_BYTES // 2 + 1))


def test_problems_come_in_the_order_of_lines() -> None:
    rendered = render("![](/x.png)\n\n{#Falsch}\n## A\n\n::: tipp")

    assert [p.line for p in rendered.problems] == sorted(p.line for p in rendered.problems)
    assert len(rendered.problems) == 4


FIRST_TEXT = """
from markdown_it.ruler import Ruler
from faq.markup import render
Ruler.__compile__ = None  # called at the first text, it would fail
print(render("- *eins*\\n\\n::: hinweis\\nzwei\\n:::").html)
"""


def test_parser_has_gathered_its_rules_before_the_first_text() -> None:
    """While it gathers them, a text in another thread would be read by half the rules."""
    words = [sys.executable, "-c", FIRST_TEXT]

    assert (
        "<em>eins</em>" in subprocess.run(words, check=True, capture_output=True, text=True).stdout
    )
