"""Links that never die: successors, former keys, and checking old tickets."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from faq.models import Anchor, DeadLink, Entry, EntryAlias
from faq.services.links.dead_links import DEAD_LINKS
from tests.admin.forms import Submit
from tests.factories import make_category, make_code, make_entry, make_mail_program, make_page

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

    assert "Wählen Sie, was stattdessen gilt" in response.text
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
    DEAD_LINKS.write()

    page = support_client.get(reverse("admin:index")).text

    assert DeadLink.objects.get().count == 2
    assert reverse("admin:faq_entryalias_add") + "?key=gibt-es-nicht" in page


@pytest.mark.parametrize(
    "path",
    ["/wp-login.php", "/gibt-es-nicht/", f"/faq/{'x' * 300}/", "/fehlercode/max@example.org/"],
)
def test_what_is_no_address_of_an_answer_is_not_counted(client: Client, path: str) -> None:
    client.get(path)
    DEAD_LINKS.write()

    assert not DeadLink.objects.exists()


def test_robots_fill_no_table(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faq.services.links.dead_links.MAX_PATHS_PER_DAY", 3)

    for number in range(6):
        client.get(f"/faq/erfunden-{number}/")
    DEAD_LINKS.write()

    assert DeadLink.objects.count() == 3


def test_merged_entry_asks_where_its_sections_are_and_suggests_the_same_name(
    submit: Submit,
) -> None:
    entry, other = make_entry(), make_entry("andere")

    response = submit(entry, status="merged", successor=other.pk)

    assert [
        (question.anchor, question.suggested) for question in response.context["questions"]
    ] == [(lost(), "andere#schritte")]
    assert Entry.objects.get(pk=entry.pk).is_published


def test_section_of_the_same_title_suggests_itself_in_the_same_entry_only(submit: Submit) -> None:
    entry = make_entry()
    make_entry("andere")  # has a section of the same name, but the text does not go on there

    response = submit(entry, body=entry.body.replace("{#schritte}", "{#anders}"))

    assert [question.suggested for question in response.context["questions"]] == [
        "postfach-voll#anders"
    ]
    assert "Dieser Eintrag: Schritte" in response.text


def test_merged_entry_leads_on_with_its_sections(submit: Submit, client: Client) -> None:
    entry, other = make_entry(), make_entry("andere", body="{#neu}\n## Neu\n\nText")

    submit(entry, status="merged", successor=other.pk, **{f"successor-{lost().pk}": "andere#neu"})

    assert client.get("/faq/postfach-voll/")["Location"] == "/faq/andere/"
    assert client.get("/faq/postfach-voll/schritte/")["Location"] == "/faq/andere/#neu"
    assert client.get("/faq/andere/schritte/")["Location"] == "/faq/andere/#neu"


def test_entry_cannot_be_merged_into_one_that_nobody_can_read(submit: Submit) -> None:
    entry, draft = make_entry(), make_entry("entwurf", status="draft")

    response = submit(entry, status="merged", successor=draft.pk)

    assert "Er muss veröffentlicht sein" in response.text
    assert Entry.objects.get(pk=entry.pk).is_published


def test_key_is_changed_and_the_old_one_leads_on(support_client: Client, client: Client) -> None:
    entry = make_entry()

    support_client.post(reverse("admin:faq_entry_rename", args=[entry.pk]), {"key": "voll"})

    assert client.get("/faq/voll/").status_code == 200
    assert client.get("/faq/postfach-voll/")["Location"] == "/faq/voll/"
    assert client.get("/faq/postfach-voll/schritte/")["Location"] == "/faq/voll/#schritte"


def test_key_is_changed_back(support_client: Client, client: Client) -> None:
    entry = make_entry()
    page = reverse("admin:faq_entry_rename", args=[entry.pk])

    support_client.post(page, {"key": "voll"})
    support_client.post(page, {"key": "postfach-voll"})

    assert client.get("/faq/postfach-voll/").status_code == 200
    assert client.get("/faq/voll/")["Location"] == "/faq/postfach-voll/"


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("postfach-voll", "So heißt der Eintrag schon"),
        ("andere", "So heißt heute ein Eintrag"),
        ("frueher", "So hieß schon ein anderer Eintrag"),
        ("Mit Umlaut ä", "Kleinbuchstaben ohne Umlaute"),
    ],
)
def test_key_that_would_break_a_link_is_refused(
    support_client: Client, key: str, reason: str
) -> None:
    entry, other = make_entry(), make_entry("andere")
    EntryAlias.objects.create(key="frueher", entry=other)

    response = support_client.post(reverse("admin:faq_entry_rename", args=[entry.pk]), {"key": key})

    assert reason in response.text
    assert Entry.objects.get(pk=entry.pk).key == "postfach-voll"


def test_withdrawn_code_names_its_successor(submit: Submit, client: Client) -> None:
    code, other = make_code("554"), make_code("550", title="Postfach nicht erreichbar")

    submit(code, is_withdrawn="on", successor=other.pk)

    page = client.get("/fehlercode/554/")
    assert page.status_code == 410
    assert '<a href="/fehlercode/550/">550 – Postfach nicht erreichbar</a>' in page.text
    assert "554" not in client.get("/fehlercodes/").text


def test_withdrawing_a_code_asks_what_replaces_it(submit: Submit, client: Client) -> None:
    response = submit(make_code("554"), is_withdrawn="on")

    assert "Wählen Sie, was stattdessen gilt" in response.text
    assert client.get("/fehlercode/554/").status_code == 200


def test_withdrawn_program_names_its_successor(submit: Submit, client: Client) -> None:
    program, new = make_mail_program("outlook-2010"), make_mail_program("outlook", name="Outlook")

    submit(program, is_withdrawn="on", successor=new.pk)

    page = client.get("/einrichten/outlook-2010/")
    assert page.status_code == 410
    assert '<a href="/einrichten/outlook/">Outlook</a>' in page.text
    assert "outlook-2010" not in client.get("/einrichten/").text


@pytest.mark.parametrize(
    "make", [make_code, make_mail_program, make_category, make_page, make_entry]
)
def test_what_was_public_cannot_be_deleted(admin_client: Client, make: Callable[[], Model]) -> None:
    row = make()
    page = reverse(f"admin:faq_{row._meta.model_name}_delete", args=[row.pk])

    assert admin_client.post(page, {"post": "yes"}).status_code == 403
    assert type(row)._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("path", "model", "known"),
    [
        ("/faq/nie/", "entryalias", {"key": "nie"}),
        ("/faq/postfach-voll/nie/", "anchor", {"name": "nie", "title": "nie"}),
        ("/fehlercode/599/", "errorcode", {"key": "599"}),
        ("/einrichten/nie/", "mailprogram", {"key": "nie"}),
    ],
)
def test_dead_address_gets_its_successor_with_one_click(
    client: Client, support_client: Client, path: str, model: str, known: dict[str, str]
) -> None:
    make_entry()
    client.get(path)
    DEAD_LINKS.write()

    page = support_client.get(reverse("admin:index")).text
    link = unescape(
        re.findall(rf'href="([^"]+)">Ziel wählen<span class="visually-hidden">: {path}<', page)[0]
    )
    form = support_client.get(link).context["adminform"].form

    assert link.startswith(reverse(f"admin:faq_{model}_add"))
    assert {name: form.initial.get(name) for name in known} == known


def test_section_that_never_was_is_given_a_successor(
    client: Client, support_client: Client
) -> None:
    entry = make_entry()
    values = {"entry": entry.pk, "name": "alt", "title": "Alt", "successor": lost().pk}

    support_client.post(reverse("admin:faq_anchor_add"), values)

    assert client.get("/faq/postfach-voll/alt/")["Location"] == "/faq/postfach-voll/#schritte"


def test_dead_links_are_those_that_are_dead_now(client: Client, support_client: Client) -> None:
    for path in ("/faq/alt/", "/faq/nie/", "/faq/spaeter/", "/faq/weg/"):
        client.get(path)
    DEAD_LINKS.write()
    EntryAlias.objects.create(key="alt", entry=make_entry())
    make_entry("spaeter")
    make_entry("weg", status="withdrawn")

    page = support_client.get(reverse("admin:index")).text

    assert "/faq/nie/" in page
    for path in ("/faq/alt/", "/faq/spaeter/", "/faq/weg/"):
        assert path not in page


@pytest.mark.parametrize("path", ["/faq/x%00y/", "/faq/%E2%80%AEx/", "/fehlercode/%0A/"])
def test_strange_address_stops_no_counting(client: Client, path: str) -> None:
    client.get(path)
    client.get("/faq/nie/")
    DEAD_LINKS.write()

    assert [link.path for link in DeadLink.objects.all()] == ["/faq/nie/"]
