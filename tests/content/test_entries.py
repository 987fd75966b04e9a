"""Do the shipped entries carry every fact of the host, each in one place and in the right entry?"""

import re
from xml.etree import ElementTree

import pytest

from tests.content.conftest import records

NUMBERED = [
    ("mailverwaltung", "pop3-imap"),
    ("mailverwaltung", "client-config"),
    ("mailverwaltung", "webmail-admin"),
    ("mailverwaltung", "abwesenheit"),
    ("troubleshooting", "thunderbird-nur-posteingang"),
    ("troubleshooting", "outlook-0x800ccc0e"),
    ("troubleshooting", "fehlercodes"),
]
KEYS = [key for _, key in NUMBERED]

# entry key, what it must say, the terms that say it together in one paragraph or list item
FACTS = [
    ("pop3-imap", "two ways to fetch mail", ["POP3", "IMAP", "zwei Wege", "abruft"]),
    ("pop3-imap", "servers support both", ["Unsere Server unterstützen beide Wege"]),
    ("pop3-imap", "POP3 copies, then deletes", ["kopiert", "vom Server", "löscht", "in der Regel"]),
    ("pop3-imap", "IMAP leaves mail there", ["bleiben auf dem Server", "zeigt sie nur an"]),
    ("pop3-imap", "POP3 can leave mail", ["auf dem Server lassen", "in Ihrem Mailprogramm einst"]),
    ("pop3-imap", "POP3 has no folders", ["Ordner", "auf dem Server trotzdem nicht verwalten"]),
    ("pop3-imap", "POP3 backup is local", ["sichern Sie immer selbst", "lokal", "eigenen"]),
    ("pop3-imap", "IMAP serves several", ["Mehrere Mailprogramme oder Webmail", "überall"]),
    ("pop3-imap", "IMAP folders", ["Ordnerstruktur", "hängt nicht vom Mailprogramm ab"]),
    ("pop3-imap", "IMAP needs Internet", ["Internet", "Zum Anzeigen", "lokale Kopie"]),
    ("pop3-imap", "IMAP files sent mail", ["gesendete E-Mails", "IMAP-Ordner auf dem Server"]),
    ("pop3-imap", "IMAP needs space", ["liegen bei uns", "gebuchtes Produkt", "Platz"]),
    ("pop3-imap", "IMAP backup is central", ["zentral bei uns gesichert"]),
    ("client-config", "one host for both", ["Posteingangs", "Postausgangs", "mail.mm-com.de"]),
    ("client-config", "authentication", ["„Passwort“", "„Password“", "„Normal“", "„Plain“"]),
    ("client-config", "password is encrypted", ["Passwort", "über die verschlüsselte Verbindung"]),
    ("client-config", "user name", ["Benutzername", "Postfach und Domain", "name@ihre-domain.de"]),
    ("webmail-admin", "Admin Center", ["Admin Center", "https://admin.mm-com.de"]),
    ("webmail-admin", "webmail", ["auch direkt", "https://webmail.mm-com.de"]),
    ("webmail-admin", "one field", ["ganze E-Mail-Adresse", "ein einziges Feld", "getrennte"]),
    ("webmail-admin", "same password", ["Passwort", "dasselbe wie bisher"]),
    ("abwesenheit", "two ways", ["zwei Wege", "postmaster", "Webmail"]),
    ("abwesenheit", "way 1 address", ["https://postfixadmin.mm-com.de", "als **postmaster** an"]),
    ("abwesenheit", "way 1 domain", ["Klicken Sie auf Ihre Domain"]),
    ("abwesenheit", "way 1 mailbox", ["„Mailboxes“", "E-Mail-Adresse"]),
    ("abwesenheit", "way 1 button", ["am Ende dieser Zeile", "„Set Vacation“"]),
    ("abwesenheit", "way 1 can be timed", ["zeitlich", "von/bis"]),
    ("abwesenheit", "way 2 log-in", ["https://webmail.mm-com.de", "E-Mail-Adresse und Passwort"]),
    ("abwesenheit", "way 2 menu", ["oben rechts im Hauptmenü", "„Einstellungen“"]),
    ("abwesenheit", "way 2 submenu", ["links im Untermenü", "„Abwesenheit“"]),
    ("abwesenheit", "way 2 switch", ["„Automatische Antwort aktiviert“ ein"]),
    ("abwesenheit", "way 2 ends by hand", ["nach Ihrer Rückkehr von Hand wieder aus"]),
    (
        "thunderbird-nur-posteingang",
        "menu",
        ["*Extras → Konten-Einstellungen → Server-Einstellungen → Erweitert*"],
    ),
    ("thunderbird-nur-posteingang", "empty field", ["„IMAP-Server-Verzeichnis“", "leer sein"]),
    ("thunderbird-nur-posteingang", "old value", ["älteren Installationen", "„INBOX.“"]),
    (
        "outlook-0x800ccc0e",
        "meaning",
        ["0x800ccc0e", "fehlen", "falsch", "Servernamen", "Port", "SSL/TLS", "STARTTLS"],
    ),
    ("outlook-0x800ccc0e", "remedy", ["Prüfen Sie die Einstellungen Ihres Mailkontos"]),
    ("outlook-0x800ccc0e", "leads to the settings", ["/faq/client-config/"]),
    ("fehlercodes", "read the message", ["Lesen Sie die zurückgekommene Fehlermeldung genau"]),
    ("fehlercodes", "line patterns", ["`400 5.5.5 text`", "`Error (500: text)`"]),
    ("fehlercodes", "lines are customised", ["Jeder Betreiber kann diese Zeilen anpassen"]),
    ("fehlercodes", "phrase", ["„For server administrators:“"]),
    ("fehlercodes", "phrase", ["„Details for administrators:“"]),
    ("fehlercodes", "phrase", ["„The mail system“"]),
    ("fehlercodes", "shape of a code", ["einen Code aus drei Ziffern (400–599)", "Fehlertext"]),
    ("fehlercodes", "whose fault", ["bei Ihnen", "beim Empfänger", "bei einem Server"]),
    ("fehlercodes", "for the administrator", ["Administrator braucht den Code", "untersuchen"]),
]  # fmt: skip

# picture, terms its text alternative must contain
PICTURES = [
    ("meldung-thunderbird.svg", ["Thunderbird", "Code 553", "Adresse des Empfängers stimmt nicht"]),
    ("meldung-mmcom.svg", ["unserem Server", "Code 552", "Postfach des Empfängers ist voll"]),
    ("meldung-tu-chemnitz.svg", ["TU Chemnitz", "Code 550", "nicht erreichbar"]),
]

GAP = re.compile(r"‹|\{(?:support|notfall|postfach|nachricht|passwort|sicherung)")
FILES = (
    "entries", "error_codes", "explanations", "mail_programs", "pages", "answer_frames",
    "program_windows",
)  # fmt: skip
WRITTEN = ("title", "short_answer", "body", "steps", "details", "afterwards", "notice", "text")

SVG = "{http://www.w3.org/2000/svg}"
PHONE_WIDTH = 358  # CSS pixels left for a picture on a page of 390
LEGIBLE = 12  # CSS pixels


def spaces(text: str) -> str:
    """The text with ordinary spaces, so that facts can be written plainly here."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def paragraphs(entry: dict[str, object]) -> list[str]:
    text = f"{entry['title']}\n\n{entry['short_answer']}\n\n{entry['body']}"
    return re.split(r"\n\n|\n(?=- |\d+\. )", spaces(text))


def text_alternatives(entry: dict[str, object]) -> dict[str, str]:
    found = re.findall(r"!\[([^\]]*)\]\(bild:([^)]+)\)", spaces(str(entry["body"])))
    return {picture: alternative for alternative, picture in found}


def test_categories_have_their_keys_titles_and_order(categories):
    assert [(fields["key"], fields["title"]) for fields in categories.values()] == [
        ("mailverwaltung", "Mailverwaltung"),
        ("troubleshooting", "Probleme lösen"),
    ]


def test_first_entries_have_their_keys_categories_and_order(entries):
    """Those with the facts above; who ships more puts them anywhere between."""
    ordered = sorted(entries.values(), key=lambda fields: fields["position"])
    found = [(*fields["category"], fields["key"]) for fields in ordered]

    assert [place for place in found if place[1] in KEYS] == NUMBERED


@pytest.mark.parametrize(("key", "fact", "terms"), FACTS)
def test_fact_stands_in_one_paragraph_of_its_entry(entries, key, fact, terms):
    assert any(all(term in text for term in terms) for text in paragraphs(entries[key])), fact


@pytest.mark.parametrize(
    ("key", "block"), [("client-config", "mail-servers"), ("fehlercodes", "error-codes")]
)
def test_entry_shows_its_table(entries, key, block):
    assert entries[key]["block"] == block


def test_nobody_has_checked_an_entry_yet(entries):
    """The first date is a person's, who has followed every step on a screen."""
    assert {key for key, fields in entries.items() if fields["reviewed_on"]} == set()


def test_what_only_the_host_knows_is_a_draft_with_gaps(entries):
    open_questions = {key for key, fields in entries.items() if GAP.search(str(fields["body"]))}
    drafts = {key for key, fields in entries.items() if fields["status"] == "draft"}

    assert open_questions == drafts


@pytest.mark.parametrize("name", FILES)
def test_who_may_write_to_us_is_told_where(name):
    """„Schreiben Sie uns“ is a token: it has a target, and other words in a letter."""
    text = " ".join(str(value) for fields in records(name) for value in fields.values())

    assert not re.search("schreiben Sie uns", text, re.IGNORECASE)


@pytest.mark.parametrize("name", FILES)
def test_no_text_names_the_host_or_its_addresses(name):
    text = " ".join(str(fields.get(field, "")) for fields in records(name) for field in WRITTEN)

    assert not re.search(r"MMcom|mm-com\.de", text)


@pytest.mark.parametrize("key", KEYS)
def test_entry_is_published_and_has_search_words(entries, key):
    words = entries[key]["search_words"].splitlines()

    assert entries[key]["status"] == "published"
    assert len(words) >= 20
    assert len(words) == len(set(words))


@pytest.mark.parametrize("key", KEYS)
def test_every_heading_has_a_permanent_anchor_of_its_own(entries, key):
    body = entries[key]["body"]

    headings = re.findall(r"^#+ ", body, re.MULTILINE)
    anchors = re.findall(r"^\{#([a-z0-9-]+)\}\n#+ ", body, re.MULTILINE)

    assert len(anchors) == len(set(anchors)) == len(headings) > 0


@pytest.mark.parametrize("key", KEYS)
def test_related_entries_name_each_other(entries, key):
    related = {other for (other,) in entries[key]["related"]}

    assert related
    assert related & set(KEYS) == {other for other in KEYS if [key] in entries[other]["related"]}


@pytest.mark.parametrize(("picture", "terms"), PICTURES)
def test_picture_has_a_text_alternative_with_code_and_meaning(entries, pictures, picture, terms):
    alternative = text_alternatives(entries["fehlercodes"])[picture]

    assert all(term in alternative for term in terms)
    assert alternative == ElementTree.parse(pictures / picture).getroot().findtext(f"{SVG}desc")


@pytest.mark.parametrize("picture", [picture for picture, _ in PICTURES])
def test_picture_is_self_contained_and_described(pictures, picture):
    root = ElementTree.parse(pictures / picture).getroot()

    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    assert names <= {"svg", "title", "desc", "style", "rect", "circle", "path", "text"}
    assert not any(name == "style" or "href" in name or name[:2] == "on" for name in attributes)


@pytest.mark.parametrize("picture", [picture for picture, _ in PICTURES])
def test_picture_is_legible_on_a_phone(pictures, picture):
    root = ElementTree.parse(pictures / picture).getroot()

    width = float(root.attrib["viewBox"].split()[2])
    sizes = re.findall(r"font(?:-size)?: (\d+)px", str(root.findtext(f"{SVG}style")))
    assert min(map(float, sizes)) * PHONE_WIDTH / width >= LEGIBLE


@pytest.mark.parametrize("picture", [picture for picture, _ in PICTURES])
def test_picture_names_only_invented_servers(pictures, picture):
    text = " ".join(ElementTree.parse(pictures / picture).getroot().itertext())

    hosts = re.findall(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", text)
    assert hosts
    assert all(re.search(r"(?:^|\.)example\.(?:com|net|org)$", host) for host in hosts)
