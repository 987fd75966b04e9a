"""Small content for tests of the search."""

import pytest

from faq.models import Entry, ErrorCode
from faq.search.indexing import rebuild
from tests.factories import make_category, make_code, make_entry, make_mail_server


@pytest.fixture
def content(db: None) -> None:
    """Four entries in two categories, four codes, one mail server."""
    post, technik = make_category("post", title="Konten"), make_category("technik")
    make_entry(
        "postfach-voll",
        category=post,
        title="Was tun, wenn das Postfach voll ist?",
        short_answer="Löschen Sie alte Nachrichten im Papierkorb.",
        search_words="Quota überschritten\n",
    )
    make_entry(
        "abwesenheit",
        category=post,
        title="Wie richte ich eine Abwesenheitsnachricht ein?",
        short_answer="Schalten Sie im Webmailer die automatische Antwort ein.",
    )
    make_entry(
        "mailprogramm",
        category=technik,
        title="Wie richte ich mein Mailprogramm ein?",
        short_answer="Tragen Sie unseren Server ein.",
        block=Entry.Block.MAIL_SERVERS,
    )
    make_entry("outlook-0x800ccc0e", category=technik, title="Outlook findet den Server nicht")
    make_mail_server()
    make_code("552", title="Kein Speicherplatz", is_listed=True, example="552 5.2.2 Mailbox full")
    make_code("550", title="Die Adresse gibt es nicht", is_listed=True)
    make_code("5.2.2", title="Die Grenze ist erreicht").related.add(
        ErrorCode.objects.get(key="552")
    )
    make_code("555-smtputf8", text="SMTPUTF8", title="Umlaute in der Adresse", is_listed=True)
    make_code("555", title="Angabe nicht erkannt", is_listed=True)
    rebuild()  # with the tools, which belong to no row
