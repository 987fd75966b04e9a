"""The index follows the content, row by row, and says when it does not."""

import pytest
from django.core.management import CommandError, call_command

from faq.models import Category, Entry, ErrorCode, MailServer, SearchDocument, SearchTerm
from faq.search import search
from faq.search.backends import Expression, match
from faq.search.indexing import faults, rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


def vocabulary() -> dict[tuple[str, str], int]:
    rows = SearchTerm.objects.values_list("kind", "text", "documents")
    return {(kind, text): documents for kind, text, documents in rows}


def test_every_public_content_has_one_document() -> None:
    assert SearchDocument.objects.count() == Entry.objects.count() + ErrorCode.objects.count()


def test_vocabulary_kept_row_by_row_is_that_of_a_rebuild() -> None:
    entry = Entry.objects.get(key="abwesenheit")
    entry.title = "Wie schalte ich die Ferienmeldung ein?"
    entry.save()
    Entry.objects.get(key="mailprogramm").delete()
    rebuild()
    rebuilt = vocabulary()
    entry.title = "Etwas anderes"
    entry.save()
    entry.title = "Wie schalte ich die Ferienmeldung ein?"
    entry.save()

    assert vocabulary() == rebuilt


def test_index_of_saved_content_has_no_fault() -> None:
    assert faults() == []


def test_title_of_a_category_finds_its_entries_after_renaming() -> None:
    category = Category.objects.get(key="post")
    category.title = "Briefkastenkunde"
    category.save()

    results = search("Briefkastenkunde ")
    assert {"postfach-voll", "abwesenheit"} <= {hit.key for hit in results.hits or results.weak}


def test_changed_port_is_found_at_once() -> None:
    server = MailServer.objects.get()
    server.port = 1993
    server.save()

    assert search("1993 ").hits[0].key == "mailprogramm"


def test_check_names_what_is_missing_and_what_is_stale() -> None:
    SearchDocument.objects.filter(entry__key="abwesenheit").delete()
    Entry.objects.filter(key="postfach-voll").update(title="Am Index vorbei")

    with pytest.raises(CommandError, match="abwesenheit is missing") as error:
        call_command("rebuild_search", check=True)

    assert "entry postfach-voll has other text now" in str(error.value)


def test_rebuild_mends_every_fault() -> None:
    SearchDocument.objects.all().delete()

    call_command("rebuild_search", verbosity=0)

    assert faults() == []


@pytest.mark.parametrize(
    ("any_of", "in_head", "found"),
    [
        (((("voll",),),), False, {"postfach-voll"}),
        (((("voll",), ("postfach",)),), False, {"postfach-voll"}),
        (((("voll",), ("gibtesnicht",)),), False, set()),
        (((("voll",),), (("552",),)), False, {"postfach-voll", "552"}),
        (((("papierkorb", "+korb"),),), True, set()),
        (((("5.2.2",),),), True, {"5.2.2"}),
        (((("mail.example.org",),),), True, {"mailprogramm"}),
    ],
)
def test_database_knows_which_documents_match(
    any_of: tuple[tuple[tuple[str, ...], ...], ...], in_head: bool, found: set[str]
) -> None:
    (numbers,) = match([Expression(any_of, in_head, 100)])

    documents = SearchDocument.objects.filter(pk__in=numbers)
    assert {d.entry.key if d.entry else d.error_code.key for d in documents} == found
