"""The index follows the content, row by row, and says when it does not."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faq.models import Category, Entry, ErrorCode, MailServer, Phrasing, SearchDocument
from faq.search import search
from faq.search.indexing import faults, rebuild
from faq.search.tools import TOOLS
from tests.factories import make_category, make_entry, make_mail_program, make_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


def stored() -> dict[str, tuple[str, str]]:
    return {row.key: (row.terms, row.words) for row in SearchDocument.objects.all()}


def test_everything_public_has_one_document() -> None:
    kinds = Counter(SearchDocument.objects.values_list("kind", flat=True))

    assert kinds == {"entry": 4, "code": 5, "place": 3, "tool": len(TOOLS) - 1}


def test_documents_kept_row_by_row_are_those_of_a_rebuild() -> None:
    entry = Entry.objects.get(key="abwesenheit")
    entry.title = "Wie schalte ich die Ferienmeldung ein?"
    entry.save()
    Entry.objects.get(key="mailprogramm").delete()
    kept = stored()
    rebuild()

    assert kept == stored()


def test_saving_reads_the_words_of_others_and_not_the_whole_index() -> None:
    entry = Entry.objects.get(key="abwesenheit")

    with CaptureQueriesContext(connection) as asked:
        entry.save()

    sql = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    assert [query for query in sql if SearchDocument._meta.db_table in query]
    assert not [query for query in sql if Phrasing._meta.db_table in query]
    assert not [query for query in sql if '"strengths"' in query]


def test_guide_is_found_until_it_is_withdrawn() -> None:
    program = make_mail_program("thunderbird")
    before = search("Thunderbird einrichten ").shown[0].key
    program.is_withdrawn = True
    program.save()

    shown = [hit.key for hit in search("Thunderbird einrichten ").shown]
    assert before == "program-thunderbird"
    assert "program-thunderbird" not in shown


def test_page_and_tool_are_found_by_their_title() -> None:
    make_page("impressum", title="Impressum")

    assert search("Impressum").shown[0].key == "page-impressum"
    assert search("DNS-Einträge für Ihre Domain").shown[0].key == "tool-dns"


def test_category_is_found_as_long_as_it_has_something_to_read() -> None:
    category = make_category("leer", title="Umzugskisten")
    empty = [hit.key for hit in search("Umzugskisten ").shown]
    make_entry("kiste", category=category)

    assert "category-leer" not in empty
    assert "category-leer" in [hit.key for hit in search("Umzugskisten ").shown]


def test_relation_between_codes_is_known_at_once() -> None:
    ErrorCode.objects.get(key="5.2.2").related.remove(ErrorCode.objects.get(key="552"))

    assert [hit.key for hit in search("5.2.2").hits if hit.is_direct] == ["code-5.2.2"]


def test_index_of_saved_content_has_no_fault() -> None:
    assert faults() == []


def test_title_of_a_category_finds_its_entries_after_renaming() -> None:
    category = Category.objects.get(key="post")
    category.title = "Briefkastenkunde"
    category.save()

    results = search("Briefkastenkunde ")
    assert {"postfach-voll", "abwesenheit"} <= {hit.key for hit in results.shown}


def test_changed_port_is_found_at_once() -> None:
    server = MailServer.objects.get()
    server.port = 1993
    server.save()

    assert search("1993 ").shown[0].key == "mailprogramm"


def test_check_names_what_is_missing_and_what_is_stale() -> None:
    SearchDocument.objects.filter(key="abwesenheit").delete()
    Entry.objects.filter(key="postfach-voll").update(title="Am Index vorbei")

    with pytest.raises(CommandError, match="abwesenheit is missing") as error:
        call_command("rebuild_search", check=True)

    assert "entry postfach-voll has other text now" in str(error.value)


def test_rebuild_mends_every_fault() -> None:
    SearchDocument.objects.all().delete()

    call_command("rebuild_search", verbosity=0)

    assert faults() == []
