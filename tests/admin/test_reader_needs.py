"""What readers miss reaches the list within a minute, and one click takes it off."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faq.models import (
    DeadLink,
    Entry,
    Explanation,
    Feedback,
    PageView,
    Remark,
    SearchCount,
    ServiceNotice,
    favourite_entries,
    tally,
)
from faq.models.tally import Tally
from faq.services.content.page_views import VIEWS, count_view
from faq.services.content.review import due
from faq.services.content.votes import kept_remark
from tests.admin.forms import change_url, shown_values
from tests.admin.people import member
from tests.factories import make_code, make_entry, make_mail_program, make_page

pytestmark = pytest.mark.django_db

NEEDS = "/admin/luecken/"


@pytest.fixture
def support() -> Client:
    return member("Support")


@pytest.fixture(autouse=True)
def nobody_has_spoken() -> None:
    from django.core.cache import cache

    cache.clear()


def say(path: str, answer: str = "nein", reader: str = "192.0.2.1", **more: str) -> int:
    values = {"page": path, "answer": answer, **more}
    return Client(REMOTE_ADDR=reader).post("/feedback/", values).status_code


def line_of(client: Client, title: str) -> list:
    return [task for task in client.get(NEEDS).context["tasks"] if task.title == title]


def test_thirty_no_with_reasons_are_one_line_and_gone_with_a_click(support: Client) -> None:
    entry = make_entry(title="Wie geht es?")
    for number in range(30):
        reader = f"192.0.2.{number}"
        say("/faq/postfach-voll/", reader=reader)
        say("/faq/postfach-voll/", "unklar", reader, remark=f"Satz {number}")

    (task,) = line_of(support, "Wie geht es?")
    assert "30-mal „Nein“: 30-mal „Ich verstehe es nicht“" in task.note
    assert task.quotes[0] == "Satz 29"
    support.post(reverse("admin:settle"), {"path": entry.get_absolute_url()})
    assert line_of(support, "Wie geht es?") == []
    say("/faq/postfach-voll/", reader="198.51.100.7")
    assert line_of(support, "Wie geht es?")[0].note == "1-mal „Nein“"


def test_changed_text_is_off_the_list(support: Client) -> None:
    entry = make_entry(title="Wie geht es?")
    say("/faq/postfach-voll/")

    url = change_url(entry)
    support.post(url, {**shown_values(support, url), "short_answer": "Besser."})

    assert line_of(support, "Wie geht es?") == []


def test_unsure_search_is_cured_by_one_click(support: Client) -> None:
    make_entry(title="Postfach voll", short_answer="Räumen Sie auf.", search_words="Postfach")
    terms = "postfach quillt über"
    SearchCount.objects.create(terms=terms, day=timezone.localdate(), has_hit=False, count=20)
    (task,) = line_of(support, terms)
    assert "title=Postfach" in task.cures[-1].url

    support.post(reverse("admin:faq_searchcount_teach"), {"key": "", "texts": terms})

    assert line_of(support, terms) == []


def test_heavier_needs_stand_higher(support: Client) -> None:
    today = timezone.localdate()
    make_entry(title="Selten")
    SearchCount.objects.create(terms="oft gesucht", day=today, has_hit=False, count=99)
    DeadLink.objects.create(path="/faq/gibts-nicht/", day=today, count=12)
    say("/faq/postfach-voll/")

    titles = [task.title for task in support.get(NEEDS).context["tasks"]]

    assert titles == ["oft gesucht", "/faq/gibts-nicht/", "Selten"]


def test_no_number_outweighs_what_is_known_to_be_wrong(support: Client) -> None:
    """Age alone stays below a doubt, and any number of readers below a server that is down."""
    today = timezone.localdate()
    for key, is_doubted, years in (("uralt", False, 60), ("alt", False, 30), ("falsch", True, 1)):
        entry = make_entry(key, title=key, is_doubted=is_doubted)
        then = timezone.now() - timedelta(days=365 * years)
        Entry.objects.filter(pk=entry.pk).update(updated_at=then)
    DeadLink.objects.create(path="/faq/gibts-nicht/", day=today, count=100_000)
    ServiceNotice.objects.create(title="Ausfall")

    tasks = support.get(NEEDS).context["tasks"]

    assert [task.title for task in tasks] == [
        "Ausfall",
        "/faq/gibts-nicht/",
        "falsch",
        "alt",
        "uralt",
    ]
    assert tasks[-1].weight == tasks[-2].weight


@pytest.mark.parametrize(
    "make", [make_entry, make_code, make_mail_program], ids=["entry", "code", "guide"]
)
def test_every_kind_of_answer_is_asked_about(make: object, client: Client) -> None:
    row = make()  # type: ignore[operator]

    html = client.get(row.get_absolute_url()).text

    assert f'name="page" value="{row.get_absolute_url()}"' in html
    assert say(row.get_absolute_url()) == 200
    assert Feedback.objects.get().path == row.get_absolute_url()


def test_result_of_the_analysis_is_asked_about(client: Client) -> None:
    Explanation.objects.create(
        cause="mailbox-full", title="Voll", party="recipient", short_answer="Voll."
    )

    assert say("/fehleranalyse/#mailbox-full") == 200
    assert say("/fehleranalyse/#gibts-nicht") == 400
    assert Feedback.objects.get().path == "/fehleranalyse/#mailbox-full"


def test_one_voice_per_connection_page_and_day() -> None:
    make_entry()
    make_entry("andere")
    for path in ("/faq/postfach-voll/", "/faq/andere/"):
        for answer in ("nein", "nein", "ja", "unklar", "hilft-nicht"):
            say(path, answer)
    say("/faq/andere/", "nein", reader="198.51.100.9")

    counts = Feedback.objects.filter(count__gt=0).values_list("path", "answer", "count")
    assert sorted(counts) == [
        ("/faq/andere/", "nein", 1),
        ("/faq/andere/", "unklar", 1),
        ("/faq/postfach-voll/", "unklar", 1),
    ]


def test_no_trace_of_the_reader() -> None:
    make_entry()
    say(
        "/faq/postfach-voll/",
        "unklar",
        "203.0.113.77",
        remark="Ich bin max@example.org, 0171 2345678",
    )

    said = Remark.objects.get().text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "203.0.113.77" not in str(cursor.fetchall())
    assert said == "Ich bin [Adresse] [Nummer]"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Port 993 geht nicht", "Port 993 geht nicht"),
        ("Code 5.7.26 kommt", "Code 5.7.26 kommt"),
        ("+49 (0)89 / 123 456-78", "[Nummer]"),
        ("Kunde 4711123", "Kunde [Nummer]"),
        ("DE89 3704 0044 0532 0130 00", "[Nummer]"),
        ("Kunde K48213, Vertrag V-2026 117", "Kunde [Nummer], Vertrag V-[Nummer]"),
        ("0x800ccc0e mit Outlook2019", "0x800ccc0e mit Outlook2019"),
        ("siehe https://example.org/?u=max", "siehe [Adresse]"),
        ("a\x00b\nc", "ab c"),
        ("x" * 999, "x" * 300),
    ],
)
def test_sentence_is_kept_without_what_is_personal(typed: str, kept: str) -> None:
    assert kept_remark(typed) == kept


def test_count_is_written_though_nobody_counts_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []
    monkeypatch.setattr(tally, "INTERVAL", 0.05)
    counts: Tally[str] = Tally("counts", lambda key, count: written.append(key), most=5)
    monkeypatch.setattr(counts, "write", lambda: (written.extend(counts._waiting), counts.clear()))

    counts.count("a")
    deadline = time.monotonic() + 10
    while not written and time.monotonic() < deadline:
        time.sleep(0.01)

    assert written == ["a"]


def test_start_page_shows_pinned_before_most_read(client: Client) -> None:
    for key in ("a", "b", "c"):
        make_entry(key, title=f"Frage {key}", is_pinned=key == "c")
    for path in ("/faq/b/", "/faq/b/", "/faq/a/", "/fehlercode/550/", "/faq/weg/", "/suche/"):
        count_view(path)
    VIEWS.write()

    assert [entry.key for entry in favourite_entries()] == ["c", "b", "a"]
    assert PageView.objects.count() == 4
    start = client.get("/").text
    assert start.index("Frage c") < start.index("Frage b") < start.index("Frage a")


@pytest.mark.parametrize("make", [make_entry, make_mail_program, make_page])
def test_text_is_due_after_the_interval_a_day_of_its_own_or_a_doubt(make: object) -> None:
    today = timezone.localdate()
    row = make()  # type: ignore[operator]
    model = type(row)

    def is_due(**values: object) -> bool:
        model.objects.update(
            **{"reviewed_on": today, "review_on": None, "is_doubted": False} | values
        )
        return due(model.objects.all(), today).exists()

    assert not is_due()
    assert is_due(reviewed_on=today - timedelta(days=180))
    assert not is_due(reviewed_on=today - timedelta(days=179))
    assert is_due(review_on=today)
    assert not is_due(reviewed_on=today - timedelta(days=999), review_on=today + timedelta(days=1))
    assert is_due(is_doubted=True)


def test_three_texts_are_reviewed_with_three_clicks(support: Client) -> None:
    rows = [make_entry(), make_code(), make_mail_program()]
    for row in rows:
        type(row).objects.update(is_doubted=True)
    assert len(support.get(reverse("admin:review")).context["due"]) == 3

    for row in rows:
        sent = {"model": row._meta.model_name, "row": row.pk, "next": "/admin/pruefen/"}
        assert support.post(reverse("admin:reviewed"), sent)["Location"] == "/admin/pruefen/"

    assert support.get(reverse("admin:review")).context["due"] == []
    assert Entry.objects.get().reviewed_on == timezone.localdate()


def test_reader_and_guest_have_no_list() -> None:
    assert member("Lesen").get(NEEDS).status_code == 403
    assert member("").post(reverse("admin:settle"), {"path": "/faq/x/"}).status_code == 404
    make_entry()
    refused = member("Lesen", "l2").post(reverse("admin:settle"), {"path": "/faq/postfach-voll/"})
    assert refused.status_code == 403
