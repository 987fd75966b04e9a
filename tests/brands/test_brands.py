"""What a brand is: its rules, its values before those of the house, and who asks for it."""

import plistlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, override_settings
from PIL import Image

from faq.models import (
    Entry,
    House,
    MailServer,
    SearchDocument,
    ServiceNotice,
    brand_of_customer,
    brand_of_host,
    in_brand,
    last_house,
    shown_house,
)
from faq.models.brandhosts import UNKNOWN
from faq.models.colours import GROUNDS, contrast, faint_on, shades
from faq.search import search
from faq.services.setup.fault_notices import follow
from tests.admin.conftest import submit, support, support_client
from tests.admin.forms import Submit
from tests.brands.conftest import HOST
from tests.factories import make_brand, make_entry, make_mail_server, make_mail_servers
from tests.setup.test_notices import failed
from tests.test_design import SCHEMES

__all__ = ["submit", "support", "support_client"]

MAIL = "/mail/config-v1.1.xml"
AUTODISCOVER = (
    '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/'
    '2006"><Request><EMailAddress>{}</EMailAddress><AcceptableResponseSchema>http://schemas.'
    "microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>"
    "</Request></Autodiscover>"
)


@pytest.fixture
def house(db: None) -> House:
    house: House = House.objects.create(
        key="mmcom", name="MMcom", website="https://mmcom.example",
        webmail_url="https://webmail.mmcom.example", admin_url="https://admin.mmcom.example",
        postfixadmin_url="https://pa.mmcom.example", support_phone="030 1234",
        mailbox_size="10 GB",
    )  # fmt: skip
    make_mail_servers()
    return house


@pytest.fixture
def brand(house: House) -> House:
    return make_brand()


def excerpt(query: str) -> str:
    """What the search shows of its first hit."""
    return "".join(span.text for span in search(query).shown[0].excerpt)


# -- rules


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"hosts": ""}, "hosts"),
        ({"hosts": "kein name"}, "hosts"),
        ({"hosts": "127.0.0.1"}, "hosts"),
        ({"hosts": HOST}, "hosts"),
        ({"domains": "kunde-nord.example"}, "domains"),
        ({"domains": "https://kunde.example"}, "domains"),
        ({"mail_domain": "nordpost.example"}, "mail_domain"),
        ({"accent": "#ffcc00"}, "accent"),
        ({"accent": "rot"}, "accent"),
        ({"accent_dark": "#7a1f3d"}, "accent_dark"),
    ],
)
def test_brand_is_refused(brand: House, values: dict[str, str], field: str) -> None:
    usual = {"key": "suedpost", "name": "Südpost", "hosts": "hilfe.suedpost.example"}
    second = House(**usual | values)

    with pytest.raises(ValidationError) as refused:
        second.full_clean()
    assert field in refused.value.message_dict


def test_brand_needs_a_name_and_a_host_only(brand: House) -> None:
    second = House(key="suedpost", name="Südpost", hosts=" HILFE.suedpost.example. ")

    second.full_clean()

    assert second.host_names == ["hilfe.suedpost.example"]


@pytest.mark.parametrize("field", ["website", "webmail_url", "admin_url", "postfixadmin_url"])
def test_house_still_says_everything(house: House, field: str) -> None:
    setattr(house, field, "")

    with pytest.raises(ValidationError):
        house.full_clean()


def test_grounds_are_those_of_the_stylesheet() -> None:
    for name, ground in GROUNDS.items():
        palette = SCHEMES[name]
        papers = [palette[token] for token in ("paper", "surface", "sunken")]

        assert list(ground.grounds.values()) == papers
        assert (ground.ink, ground.on_accent) == (palette["ink"], palette["on-accent"])


@pytest.mark.parametrize(("name", "accent"), [("light", "#7a1f3d"), ("dark", "#f2a9be")])
def test_shades_of_a_fit_colour_can_be_read(name: str, accent: str) -> None:
    ground = GROUNDS[name]
    tokens = shades(ground, accent)

    assert faint_on(ground, accent) == ""
    assert contrast(tokens["accent-strong"], ground.paper) >= contrast(accent, ground.paper)
    assert contrast(accent, tokens["accent-soft"]) >= 4.5


# -- values


def test_brand_takes_from_the_house_what_it_does_not_say(brand: House) -> None:
    with in_brand("nordpost"):
        shown = shown_house()

    assert (shown.name, shown.mailbox_size) == ("Nordpost", "10 GB")
    assert shown.support_phone == ""  # it has a support of its own


def test_service_of_the_house_stands_in_for_what_the_brand_has_none_of(brand: House) -> None:
    make_mail_server("caldav", host="dav.example.org")

    with in_brand("nordpost"):
        hosts = {row.protocol: row.host for row in MailServer.objects.published()}
    ours = {row.host for row in MailServer.objects.published()}

    assert hosts["caldav"] == "dav.example.org"
    assert {hosts[name] for name in MailServer.MAIL} == {"mail.nordpost.example"}
    assert ours == {"mail.example.org", "dav.example.org"}
    assert len(MailServer.objects.offered()) == 13  # the check looks at all of them


def test_text_is_filled_with_the_values_of_who_answers(brand: House) -> None:
    make_entry("webmail", body="Post lesen Sie unter {webmail}.\n\nServer: {imap-server}.")

    with in_brand("nordpost"):
        theirs = Entry.objects.get(key="webmail").plain_text
    ours = Entry.objects.get(key="webmail").plain_text

    assert theirs.endswith("https://webmail.nordpost.example.\n\nServer: mail.nordpost.example.")
    assert ours.endswith("https://webmail.mmcom.example.\n\nServer: mail.example.org.")


def test_text_with_a_gap_of_the_brand_is_not_public_there(brand: House, client: Client) -> None:
    make_entry("anrufen", body="Rufen Sie an: {support-telefon}.")

    with override_settings(ALLOWED_HOSTS=["*"]):
        assert client.get("/faq/anrufen/").status_code == 200
        assert client.get("/faq/anrufen/", headers={"host": HOST}).status_code == 410


def test_search_keeps_apart(brand: House) -> None:
    make_entry("webmail", body="Öffnen Sie {webmail}.")
    make_entry("ordner", body="Legen Sie einen Ordner an.")

    with in_brand("nordpost"):
        theirs = excerpt("webmail.nordpost.example")
    ours = excerpt("webmail.mmcom.example")

    assert "webmail.nordpost.example" in theirs
    assert "webmail.mmcom.example" in ours
    assert [row.key for row in SearchDocument.objects.filter(brand="nordpost")] == ["webmail"]


def test_change_of_a_brands_value_is_found(brand: House) -> None:
    make_entry("webmail", body="Öffnen Sie {webmail}.")

    brand.webmail_url = "https://post.nordpost.example"
    brand.save()

    with in_brand("nordpost"):
        assert "post.nordpost.example" in excerpt("post.nordpost.example")


# -- who is asked


@pytest.mark.parametrize(
    ("host", "key"),
    [
        (HOST, "nordpost"),
        (f"{HOST}:8443", "nordpost"),
        ("HILFE.Nordpost.Example.", "nordpost"),
        ("help.nordpost.example", "nordpost"),
        ("autoconfig.kunde-nord.example", "nordpost"),
        ("autodiscover.nordpost.example", "nordpost"),
        ("www.kunde-nord.example", ""),
        ("kunde-nord.example", ""),
        ("127.0.0.1:8000", ""),
        ("", ""),
    ],
)
def test_host_chooses_the_brand(brand: House, host: str, key: str) -> None:
    assert brand_of_host(host) == key


def test_without_database_no_name_is_better_than_a_wrong_one(brand: House) -> None:
    """A process that could never ask answers under the house's own host alone."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE faq_house RENAME TO faq_house_away")

    assert (brand_of_host("127.0.0.1:8000"), brand_of_host(HOST)) == ("", UNKNOWN)
    with in_brand(UNKNOWN):
        page = render_to_string("503.html", {"house": last_house()})
    assert "MMcom" not in page
    assert "logo" not in page


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("ida@kunde-nord.example", "nordpost"),
        ("Kunde-Nord.example.", "nordpost"),
        ("ida@sub.kunde-nord.example", ""),
        ("ida@..", ""),
        ("", ""),
    ],
)
def test_customers_domain_chooses_the_brand(brand: House, address: str, key: str) -> None:
    assert brand_of_customer(address) == key


@pytest.mark.parametrize(
    ("path", "host"),
    [
        (MAIL, HOST),
        (MAIL, "autoconfig.kunde-nord.example"),
        (f"{MAIL}?emailaddress=ida@kunde-nord.example", "autoconfig.mm-com.de"),
        ("/.well-known/user-agent-configuration.json", "ua-auto-config.nordpost.example"),
        ("/dns.txt?domain=kunde-nord.example", "127.0.0.1"),
    ],
)
def test_document_is_that_of_the_customers_brand(brand: House, path: str, host: str) -> None:
    text = Client(headers={"host": host}).get(path).text

    assert "nordpost.example" in text
    assert "example.org" not in text
    assert "mm-com.de" not in text


def test_posted_address_chooses_the_brand(brand: House, client: Client) -> None:
    outlook, other = (
        client.post(
            "/autodiscover/autodiscover.xml", AUTODISCOVER.format(address), content_type="text/xml"
        ).text
        for address in ("ida@kunde-nord.example", "ida@kunde.example")
    )
    profile = client.post("/apple.mobileconfig", {"email": "ida@kunde-nord.example"})
    (payload,) = plistlib.loads(profile.content)["PayloadContent"]

    assert "mail.nordpost.example" in outlook
    assert "mail.example.org" in other
    assert payload["IncomingMailServerHostName"] == "mail.nordpost.example"
    assert "nordpost-mail.mobileconfig" in profile.headers["Content-Disposition"]


# -- notices, checks, staff


def test_notice_of_one_name_is_read_there_alone(brand: House, client: Client) -> None:
    published = {"status": ServiceNotice.Status.PUBLISHED}
    ServiceNotice.objects.create(title="Nur im Norden", house=brand, **published)
    ServiceNotice.objects.create(title="Nur im Haus", house=House.objects.default(), **published)
    ServiceNotice.objects.create(title="Überall", **published)

    with override_settings(ALLOWED_HOSTS=["*"]):
        ours = client.get("/stoerungen/").text
        theirs = client.get("/stoerungen/", headers={"host": HOST}).text

    assert [title in ours for title in ("Nur im Norden", "Nur im Haus", "Überall")] == [
        False, True, True,
    ]  # fmt: skip
    assert [title in theirs for title in ("Nur im Norden", "Nur im Haus", "Überall")] == [
        True, False, True,
    ]  # fmt: skip


def test_fault_of_a_brands_server_is_told_to_its_customers(brand: House) -> None:
    hosts = ("mail.nordpost.example", "mail.example.org")
    theirs, ours = (MailServer.objects.filter(host=host)[0] for host in hosts)

    notices = follow([failed(theirs), failed(ours)])

    assert {notice.house: list(notice.services.all()) for notice in notices} == {
        brand: [theirs], None: [ours],
    }  # fmt: skip


@override_settings(ALLOWED_HOSTS=["127.0.0.1", HOST])
def test_check_names_a_host_that_the_operator_does_not_allow(
    brand: House, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check", databases=["default"])

    said = capsys.readouterr().err
    assert "nordpost cannot answer under help.nordpost.example" in said
    assert HOST not in said


def test_desk_answers_in_the_chosen_name(brand: House, support_client: Client) -> None:
    make_entry("webmail", short_answer="Öffnen Sie {webmail}.")
    desk = "/admin/desk/"

    ours = support_client.get(desk, {"antwort": "/faq/webmail/"}).text
    chosen = support_client.get(desk, {"antwort": "/faq/webmail/", "marke": "nordpost"}).text
    later = support_client.get(desk, {"antwort": "/faq/webmail/"}).text

    assert "https://webmail.mmcom.example" in ours
    assert "https://webmail.nordpost.example" in chosen
    assert f"http://{HOST}:8000/faq/webmail/" in later
    assert "webmail.mmcom.example" not in later


@override_settings(ALLOWED_HOSTS=["testserver", HOST])
def test_picture_of_a_brand_stands_before_its_name(
    brand: House, submit: Submit, client: Client
) -> None:
    picture = BytesIO()
    Image.new("RGB", (192, 192), "#7a1f3d").save(picture, "PNG")
    picture.seek(0)
    picture.name = "zeichen.png"

    submit(brand, mark_file=picture)
    page = client.get("/", headers={"host": HOST}).text

    brand.refresh_from_db()
    assert brand.mark.startswith("/media/bilder/")
    assert page.count(brand.mark) == 3
    assert "logo" not in page
