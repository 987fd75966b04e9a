"""One resolver: what mail programs add to a link, and everybody who asks gets the same answer."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from faq.models import Entry, EntryAlias, ServiceNotice
from faq.services.desk.answers import answer_at
from faq.services.links.destination import LinkState, destination
from tests.factories import make_category, make_code, make_entry, make_mail_program, make_page
from tests.services.callers import disagreements, exported_memory
from tests.services.editors import Editors, crawl, dead

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> None:
    entry = make_entry(
        "pop3-imap", body="{#imap}\n## IMAP\n\nText.", category=make_category("erste")
    )
    EntryAlias.objects.create(key="frueher", entry=entry)
    make_code("5.1.1")
    make_mail_program("thunderbird")
    make_page("impressum")
    ServiceNotice.objects.create(pk=7, title="Gestört", status="published")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/faq/pop3-imap/)", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/.", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/).", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/,", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%3E", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/&gt;", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%E2%80%9C", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%E2%80%8B", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%C2%A0", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%EF%BB%BF", "/faq/pop3-imap/"),
        ("/%E2%80%8Bfaq/pop3-imap/", "/faq/pop3-imap/"),
        ("/faq/pop3-imap", "/faq/pop3-imap/"),
        ("/faq/pop3-imap).", "/faq/pop3-imap/"),
        ("/FAQ/POP3-IMAP/", "/faq/pop3-imap/"),
        ("/faq/Pop3-Imap/", "/faq/pop3-imap/"),
        ("/faq//pop3-imap/", "/faq/pop3-imap/"),
        ("/faq/frueher)", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/=20", "/faq/pop3-imap/"),  # quoted-printable
        ("/faq/pop3-imap=3D", "/faq/pop3-imap/"),
        ("/faq/pop3-=%0D%0Aimap/", "/faq/pop3-imap/"),
        ("/faq/pop3%E2%80%93imap/", "/faq/pop3-imap/"),  # Word writes a dash
        ("/faq/pop3%E2%80%91imap/", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%5D(https://example.org/faq/pop3-imap/", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%3Chttps://example.org/faq/pop3-imap/%3E", "/faq/pop3-imap/"),
        ("/faq/pop3-imap%3Chttps:/example.org/x", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%23imap", "/faq/pop3-imap/#imap"),
        ("/faq/pop3-imap/%2523imap", "/faq/pop3-imap/#imap"),
        ("/faq/pop3-imap%23imap).", "/faq/pop3-imap/#imap"),
        ("/faq/pop3-imap/imap", "/faq/pop3-imap/#imap"),
        ("/faq/pop3-imap/IMAP/.", "/faq/pop3-imap/#imap"),
        ("/faq/pop3-imap.md)", "/faq/pop3-imap.md"),
        ("/).", "/"),
        ("/erste/%23pop3-imap", "/erste/"),
        ("/erste/%23pop3-imap--imap", "/faq/pop3-imap/#imap"),
        ("/fehlercode/5.1.1", "/fehlercode/5.1.1/"),
        ("/fehlercode/5.1.1/).", "/fehlercode/5.1.1/"),
        ("/fehlercode/%235.1.1/", "/fehlercode/5.1.1/"),
        ("/fehlercodes/%23code-5.1.1", "/fehlercode/5.1.1/"),
        ("/einrichten/Thunderbird/", "/einrichten/thunderbird/"),
        ("/einrichten/thunderbird/>", "/einrichten/thunderbird/"),
        ("/Impressum", "/impressum/"),
        ("/impressum)/", "/impressum/"),
        ("/faq/pop3-imap/%3C/a%3E", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/</a></p>", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%5B/url%5D", "/faq/pop3-imap/"),
        ("/faq/pop3-imap%3Futm_source=brief", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%23:~:text=Wort", "/faq/pop3-imap/"),
        ("/faq/pop3-imap/%23imap:~:text=Wort", "/faq/pop3-imap/#imap"),
        ("/faq/%EF%BD%90op3%EF%BC%8Dimap/", "/faq/pop3-imap/"),  # wide letters
        ("/faq/pop3-imap/%E2%80%A6", "/faq/pop3-imap/"),
        ("/stoerungen/7).", "/stoerungen/7/"),
        ("/Stoerungen/7", "/stoerungen/7/"),
        ("/sitemap.xml.", "/sitemap.xml"),
        ("/suche?q=voll", "/suche/?q=voll"),
        ("/suche/)?q=voll", "/suche/?q=voll"),
    ],
)
def test_what_mail_programs_add_is_one_redirect_to_what_was_meant(
    client: Client, path: str, location: str
) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer["Location"]) == (302, location)
    assert client.get(location.partition("#")[0]).status_code == 200


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "path",
    [
        "/faq/nie/)",
        "/faq/pop3-imap/%23nie",
        "/faq/pop3-imap/nie).",
        "/faq/)",
        "/stoerungen/8/",
        "/stoerungen/8).",
        "/faq/",
        "/%00",
        "/faq/x%00y/",
        "/faq/%C0%80/",
        "/fehlercode/%00/",
        "/fehlercode/%ED%A0%80/",
        "/media/a%00.png",
        "/media/bilder/a%00.jpg",
        "/media/%2e%2e/a.png",
        "/%2f%2fexample.org/",
        "/faq/%E2%80%AE/",
        "/" + "(" * 3000,
        "/faq/" + "a)" * 1500,
    ],
)
def test_what_means_nothing_stays_404(client: Client, path: str) -> None:
    assert client.get(path).status_code in (400, 404)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "link",
    [
        "http://[", "http://[::1", "//[/", "/faq/\0/", "/faq/\ud800/", "#%00", "/#\0", "\udfff", "",
        "/faq/pop3-imap/#%00", "/faq/pop3-imap/#\ud800", "/erste/#%00--%00", "faq/pop3-imap/",
        "/fehlercodes/#code-%00", "/fehlercode/\ud800/", "%C0%80", "/%C0%80", "javascript:a",
    ],
)  # fmt: skip
def test_no_link_however_strange_raises(link: str) -> None:
    assert destination(link).state in LinkState
    assert answer_at(link) is None


@pytest.mark.parametrize("origin", ["http://[", "null", "http://[::1", "http://evil.example"])
def test_strange_origin_is_no_error(client: Client, origin: str) -> None:
    make_entry("a")

    answer = client.post("/feedback/", {"entry": "a", "helpful": "ja"}, headers={"origin": origin})

    assert answer.status_code == 400


def test_pasted_ticket_with_half_an_address_is_checked(admin_client: Client) -> None:
    text = "Siehe http://[::1 und /faq/nie/#%00 sowie http://["

    assert admin_client.post("/admin/links/", {"text": text}).status_code == 200


@pytest.mark.usefixtures("site")
def test_desk_takes_what_a_mail_program_made_of_a_link() -> None:
    answer = answer_at(f"{settings.SITE_URL}/FAQ/POP3-IMAP/%23imap).")

    assert answer is not None
    assert answer.url == f"{settings.SITE_URL}/faq/pop3-imap/imap/"


@pytest.mark.usefixtures("site")
def test_notice_is_alive_as_long_as_it_is_published() -> None:
    ServiceNotice.objects.create(pk=9, title="Noch nicht", status="draft")

    states = [destination(f"/stoerungen/{number}/").state for number in (7, 8, 9, 10**30)]

    assert states == [LinkState.LIVE, LinkState.DEAD, LinkState.DEAD, LinkState.DEAD]


def test_dropped_section_is_answered_by_the_api_as_by_the_page(client: Client) -> None:
    entry = make_entry("a")
    entry.body = "Kein Abschnitt mehr."
    entry.save()

    document = client.get("/api/v1/entries/a/sections/schritte").json()

    assert document["url"] == f"{settings.SITE_URL}/faq/a/"
    assert client.get("/faq/a/schritte/")["Location"] == "/faq/a/"


def test_markdown_of_a_withdrawn_entry_is_gone(client: Client) -> None:
    entry = make_entry("a")
    entry.status = Entry.Status.WITHDRAWN
    entry.save()

    assert client.get("/faq/a.md").status_code == 410
    assert destination("/faq/a.md").state is LinkState.GONE


def test_markdown_of_a_former_key_leads_on(client: Client) -> None:
    EntryAlias.objects.create(key="alt", entry=make_entry("a"))

    assert client.get("/faq/alt.md")["Location"] == "/faq/a.md"


@pytest.mark.parametrize("seed", range(3))
def test_no_address_ever_issued_dies_and_all_callers_agree(
    client: Client, tmp_path: Path, seed: int
) -> None:
    editors = Editors(seed)

    for _ in range(80):
        editors.step()

    assert len(editors.issued) > 60
    assert list(dead(crawl(client), editors)) == []
    memory = exported_memory(tmp_path)
    assert list(disagreements(client, memory, sorted(editors.issued))) == []
