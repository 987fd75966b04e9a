"""Links that never die: successors, former keys, and checking old tickets."""

import pytest
from django.test import Client
from django.urls import reverse

from faq.models import Anchor, DeadLink, Entry, EntryAlias
from tests.admin.forms import Submit
from tests.factories import make_code, make_entry

pytestmark = pytest.mark.django_db


def lost(name: str = "schritte") -> Anchor:
    return Anchor.objects.get(entry__key="postfach-voll", name=name)


def test_dropped_section_asks_for_its_successor_before_saving(submit: Submit) -> None:
    entry = make_entry()

    response = submit(entry, body="Kein Abschnitt mehr.")

    assert "Wohin sollen alte Links führen?" in response.text
    assert ("body", "Kein Abschnitt mehr.") in response.context["hidden"]
    assert Entry.objects.get().body == entry.body


@pytest.mark.parametrize(
    ("choice", "address"),
    [
        ("", "/faq/postfach-voll/"),
        ("postfach-voll#neu", "/faq/postfach-voll/#neu"),
        ("andere#schritte", "/faq/andere/#schritte"),
    ],
)
def test_chosen_successor_answers_the_old_link(
    submit: Submit, client: Client, choice: str, address: str
) -> None:
    entry, _ = make_entry(), make_entry("andere")

    submit(entry, body="{#neu}\n## Neu\n\nText", **{f"successor-{lost().pk}": choice})

    assert client.get("/faq/postfach-voll/schritte/")["Location"] == address


def test_reworded_section_asks_nothing(submit: Submit, client: Client) -> None:
    entry = make_entry()

    response = submit(entry, body=entry.body.replace("## Schritte", "## So geht es"))

    assert response.status_code == 302
    assert client.get("/faq/postfach-voll/schritte/")["Location"].endswith("#schritte")


def test_successor_of_a_successor_is_reached_at_once(client: Client, submit: Submit) -> None:
    first, second, third = make_entry(), make_entry("zwei"), make_entry("drei")
    submit(first, body="Weg.", **{f"successor-{lost().pk}": "zwei#schritte"})
    moved = Anchor.objects.get(entry=second)

    submit(second, body="Auch weg.", **{f"successor-{moved.pk}": "drei#schritte"})

    assert client.get("/faq/postfach-voll/schritte/")["Location"] == "/faq/drei/#schritte"
    assert lost().successor == Anchor.objects.get(entry=third)


def test_withdrawing_asks_what_replaces_the_entry(submit: Submit) -> None:
    entry = make_entry()

    response = submit(entry, status="withdrawn")

    assert "Wählen Sie, was ihn ersetzt" in response.text
    assert Entry.objects.get().is_published


def test_entry_without_replacement_can_be_withdrawn(submit: Submit, client: Client) -> None:
    entry = make_entry()

    submit(entry, status="withdrawn", no_successor="on")

    assert client.get("/faq/postfach-voll/").status_code == 410


def test_withdrawn_entries_name_the_last_of_their_successors(
    submit: Submit, client: Client
) -> None:
    first, second, third = make_entry(), make_entry("zwei"), make_entry("drei", title="Die dritte?")
    submit(first, status="withdrawn", successor=second.pk)
    submit(second, status="withdrawn", successor=third.pk)

    page = client.get("/faq/postfach-voll/")

    assert page.status_code == 410
    assert '<a href="/faq/drei/">Die dritte?</a>' in page.text


def test_former_key_of_another_entry_cannot_be_taken(support_client: Client) -> None:
    entry = make_entry()
    EntryAlias.objects.create(key="imap", entry=entry)

    response = support_client.post(
        reverse("admin:faq_entry_add"),
        {"title": "IMAP?", "key": "imap", "short_answer": "So.", "category": entry.category_id},
    )

    assert "So hieß schon ein anderer Eintrag" in response.text


def test_pasted_ticket_shows_what_became_of_its_links(support_client: Client) -> None:
    make_entry()
    make_code("550")
    EntryAlias.objects.create(key="voll", entry=Entry.objects.get())
    text = (
        "Siehe http://127.0.0.1:8000/faq/postfach-voll/. Früher: /faq/voll/ oder /faq/nie/,"
        " dazu (http://127.0.0.1:8000/fehlercode/550/) und https://example.org/faq/fremd/"
    )

    response = support_client.post(reverse("admin:links"), {"text": text})

    assert [(link.link, state) for link, state in response.context["rows"]] == [
        ("http://127.0.0.1:8000/faq/postfach-voll/", "Führt zum Ziel"),
        ("/faq/voll/", "Umgezogen, wird weitergeleitet"),
        ("/faq/nie/", "Führt nirgends hin"),
        ("http://127.0.0.1:8000/fehlercode/550/", "Führt zum Ziel"),
    ]


def test_empty_ticket_says_what_is_missing(support_client: Client) -> None:
    response = support_client.post(reverse("admin:links"), {"text": " "})

    assert "in dem Links auf die Hilfe stehen" in response.text


def test_dead_link_is_counted_and_offered_for_mending(
    client: Client, support_client: Client
) -> None:
    for _ in range(2):
        client.get("/faq/gibt-es-nicht/")

    page = support_client.get(reverse("admin:index")).text

    assert DeadLink.objects.get().count == 2
    assert reverse("admin:faq_entryalias_add") + "?key=gibt-es-nicht" in page


@pytest.mark.parametrize("path", ["/wp-login.php", "/gibt-es-nicht/", f"/faq/{'x' * 300}/"])
def test_what_is_no_address_of_an_answer_is_not_counted(client: Client, path: str) -> None:
    client.get(path)

    assert not DeadLink.objects.exists()


def test_robots_fill_no_table(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faq.services.dead_links.MAX_PATHS_PER_DAY", 3)

    for number in range(6):
        client.get(f"/faq/erfunden-{number}/")

    assert DeadLink.objects.count() == 3
