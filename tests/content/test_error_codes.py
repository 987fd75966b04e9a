"""Do the shipped error code records carry every fact, every standard code and clean German?

Sources: the site's two tables of codes (facts), RFC 5321, 3207, 4954 and 7504 (reply codes), the
IANA registry of enhanced status codes (RFC 3463, 5248) and the style rules for editors.
"""

import ipaddress
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def fields_of(name: str) -> list[dict]:
    """The ``fields`` of every record in one fixture file, in its order."""
    with (FIXTURES / name).open(encoding="utf-8") as source:
        return [record["fields"] for record in yaml.safe_load(source)]


CODES = fields_of("error_codes.yaml")
BY_KEY = {code["key"]: code for code in CODES}

# Key → (permanence, terms that carry the meaning, terms that carry cause and advice).
FACTS = {
    "420": ("temporary", ["Timeout", "Verbindung"], ["Administrator des Empfängers"]),
    "421": ("temporary", ["nicht verfügbar", "Verbindung"], ["andere Domain", "später"]),
    "432": ("temporary", ["Empfang", "angehalten"], ["Administrator des Empfängers"]),
    "449": ("temporary", ["Routing-Fehler"], ["Administrator des Empfängers"]),
    "450": (
        "temporary",
        ["Postfach", "nicht verfügbar", "nicht ausgeführt"],
        ["belegt", "gesperrt", "Sicherheit", "Blacklist", "IP-Adresse", "Links", "Anhänge", "Spam"],
    ),
    "451": (
        "temporary",
        ["abgebrochen", "lokaler Fehler"],
        ["überlastet", "DNS", "Text hinter dem Code", "Administrator"],
    ),
    "452": (
        "temporary",
        ["Speicher", "nicht ausgeführt"],
        ["„überfüllt“", "zu viele E-Mails auf einmal", "Postausgang", "noch einmal"],
    ),
    "455": (
        "temporary",
        ["Parameter", "nicht annehmen"],
        ["Warten Sie eine Weile", "Administrator des Empfängers"],
    ),
    "500": (
        "permanent",
        ["Syntaxfehler", "Befehl nicht erkannt", "zu lang"],
        ["Antivirenprogramm", "Firewall", "diesen Computer", "noch einmal"],
    ),
    "501": (
        "permanent",
        ["Syntaxfehler", "Parametern oder Argumenten"],
        ["Adresse des Empfängers", "Antivirenprogramm", "Firewall", "eigene Einrichtung"],
    ),
    "502": (
        "permanent",
        ["Befehl", "nicht eingebaut"],
        ["erkannt", "auf dem Server deaktiviert", "Schreiben Sie uns"],
    ),
    "503": (
        "permanent",
        ["falsche Reihenfolge der Befehle"],
        ["Problem der Anmeldung", "Anmeldedaten", "Prüfen Sie", "Testen Sie"],
    ),
    "504": (
        "permanent",
        ["Parameter", "nicht eingebaut"],
        ["erkannt", "auf dem Server deaktiviert", "Schreiben Sie uns"],
    ),
    "550": (
        "permanent",
        ["Postfach ist nicht verfügbar", "nicht ausgeführt"],
        ["kennt diese Adresse nicht", "Vergleichen", "noch einmal", "Administrator des Empfängers"],
    ),
    "551": (
        "permanent",
        ["nicht lokal"],
        ["gegen Spam", "Relay", "keinem anderen Server als seinem eigenen", "Schreiben Sie uns"],
    ),
    "552": (
        "permanent",
        ["Aktion wurde abgebrochen", "Speicherplatz"],
        ["Postfach des Empfängers ist voll", "Weisen Sie den Empfänger"],
    ),
    "553": (
        "permanent",
        ["nicht erlaubt", "unbekannt"],
        ["Adresse des Empfängers", "Empfängeradresse ist nicht richtig"],
    ),
    "554": (
        "permanent",
        ["Transaktion ist fehlgeschlagen", "keinen SMTP-Dienst"],
        ["Blacklist", "IP-Adresse des Mailservers gelistet"],
    ),
    "555": (
        "permanent",
        ["`MAIL FROM`", "`RCPT TO`", "nicht erkannt", "nicht eingebaut"],
        ["„Von“", "„An“", "Limit überschritten", "15 E-Mails pro Stunde"],
    ),
    "555-smtputf8": (
        "permanent",
        ["„Unsupported option: SMTPUTF8“"],
        ["Umlaute", "Sonderzeichen", "E-Mail-Adressen"],
    ),
}

# Where the site's own meaning and the standard's differ, the details name both.
TWO_MEANINGS = {
    "432": ["Microsoft Exchange", "RFC 4954", "Passwort"],
    "502": ["unsere Kunden", "RFC 5321"],
    "504": ["unseren Kunden", "RFC 5321"],
    "551": ["Praxis", "RFC 5321", "nicht lokal"],
    "552": ["RFC 5321", "zu groß"],
    "554": ["RFC 5321", "Sammelcode"],
}

# Reply code from 400 to 599 → every standard that defines it.
RFC_REPLY_CODES = {
    "421": ["RFC 5321"],
    "432": ["RFC 4954"],
    "450": ["RFC 5321"],
    "451": ["RFC 5321"],
    "452": ["RFC 5321"],
    "454": ["RFC 4954", "RFC 3207"],
    "455": ["RFC 5321"],
    "500": ["RFC 5321"],
    "501": ["RFC 5321", "RFC 4954", "RFC 3207"],
    "502": ["RFC 5321"],
    "503": ["RFC 5321", "RFC 4954"],
    "504": ["RFC 5321", "RFC 4954"],
    "521": ["RFC 7504"],
    "530": ["RFC 4954", "RFC 3207"],
    "534": ["RFC 4954"],
    "535": ["RFC 4954"],
    "538": ["RFC 2554", "RFC 4954"],
    "550": ["RFC 5321"],
    "551": ["RFC 5321"],
    "552": ["RFC 5321"],
    "553": ["RFC 5321"],
    "554": ["RFC 5321"],
    "555": ["RFC 5321"],
    "556": ["RFC 7504"],
}

CLASS_PERMANENCE = {"2": "success", "4": "temporary", "5": "permanent"}
PARTIES = {"sender", "recipient", "host", "recipient-host", "nobody"}
MARKDOWN_FIELDS = ("title", "short_answer", "steps", "details", "search_words")
DOCUMENTATION_NETWORKS = [
    ipaddress.ip_network(network)
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]

every_code = pytest.mark.parametrize("code", CODES, ids=lambda code: code["key"])


def whole_text(record: dict) -> str:
    """Every sentence of a record with plain blanks, for searching terms."""
    joined = "\n".join(record[name] for name in ("title", "short_answer", "steps", "details"))
    return joined.replace("\N{NO-BREAK SPACE}", " ")


def prose(text: str) -> str:
    """Markdown without code spans and link targets, where server language is allowed."""
    return re.sub(r"`[^`]*`|\]\([^)]*\)", "§", text)


def sentence_count(text: str) -> int:
    """Number of sentences; dots inside abbreviations and codes are followed by no plain blank."""
    return len(re.findall(r"[.!?…](?=\s|$)", text.replace(".\N{NO-BREAK SPACE}", "").strip()))


@pytest.mark.parametrize("key", FACTS)
def test_listed_code_carries_its_meaning_and_advice(key):
    permanence, meaning, advice = FACTS[key]

    text = whole_text(BY_KEY[key])

    assert BY_KEY[key]["permanence"] == permanence
    assert [term for term in meaning + advice if term not in text] == []


def test_exactly_the_twenty_facts_are_listed():
    listed = [code["key"] for code in CODES if code["is_listed"]]

    assert listed == list(FACTS)


@pytest.mark.parametrize("key", ["502", "504", "551"])
def test_code_that_only_the_host_can_clear_belongs_to_the_host(key):
    assert BY_KEY[key]["party"] == "host"


def test_smtputf8_is_a_record_of_its_own():
    record = BY_KEY["555-smtputf8"]

    assert (record["reply_code"], record["text"]) == ("555", "SMTPUTF8")


@pytest.mark.parametrize("key", TWO_MEANINGS)
def test_differing_meanings_are_both_explained(key):
    details = BY_KEY[key]["details"].replace("\N{NO-BREAK SPACE}", " ")

    assert [term for term in TWO_MEANINGS[key] if term not in details] == []


@pytest.mark.parametrize("key", RFC_REPLY_CODES)
def test_standard_reply_code_names_every_rfc_that_defines_it(key):
    record = BY_KEY[key]

    assert record["is_standard"]
    assert [rfc for rfc in RFC_REPLY_CODES[key] if rfc not in record["source"]] == []


@every_code
def test_standard_record_names_its_rfc(code):
    assert not code["is_standard"] or re.search(r"RFC \d{4}|IANA", code["source"])


def test_keys_are_unique():
    assert [key for key, count in Counter(code["key"] for code in CODES).items() if count > 1] == []


def test_records_are_sorted_reply_codes_first():
    keys = [code["key"] for code in CODES]

    assert keys == sorted(
        keys, key=lambda key: ("." in key, [int(n) for n in re.findall(r"\d+", key)][:3], key)
    )


@every_code
def test_related_codes_exist_and_differ(code):
    related = [key for (key,) in code["related"]]

    assert set(related) <= BY_KEY.keys() - {code["key"]}
    assert len(set(related)) == len(related) >= 1


@every_code
def test_key_is_made_of_its_code_and_text(code):
    number = code["reply_code"] or code["enhanced_code"]
    suffix = f"-{code['text'].lower()}" if code["text"] else ""

    assert code["key"] == number + suffix
    assert bool(code["reply_code"]) != bool(code["enhanced_code"])


@every_code
def test_permanence_follows_the_class_digit(code):
    assert code["permanence"] == CLASS_PERMANENCE[code["key"][0]]


@every_code
def test_party_is_known_and_nobody_only_on_success(code):
    assert code["party"] in PARTIES
    assert (code["party"] == "nobody") == (code["permanence"] == "success")


@every_code
def test_short_answer_has_at_most_three_sentences(code):
    assert 1 <= sentence_count(code["short_answer"]) <= 3


@every_code
def test_steps_are_one_to_four_numbered_lines(code):
    lines = code["steps"].strip().splitlines()

    assert 1 <= len(lines) <= 4
    assert [line.split(" ")[0] for line in lines] == [f"{n}." for n in range(1, len(lines) + 1)]


@every_code
def test_title_is_a_statement_without_period(code):
    assert re.fullmatch(r"\S.{9,88}[^\s.:!?]", code["title"])


@every_code
def test_sentences_stay_short(code):
    sentences = re.split(r"(?<=[.!?:;]) ", prose(code["short_answer"]).strip())

    assert [sentence for sentence in sentences if len(sentence.split()) > 22] == []


@every_code
def test_search_words_are_three_to_eight_distinct_lines(code):
    words = code["search_words"].split("\n")[:-1]

    assert 3 <= len(words) <= 8
    assert len(set(words)) == len(words)


@every_code
@pytest.mark.parametrize("name", MARKDOWN_FIELDS)
def test_typography_is_german(code, name):
    text = prose(code[name])

    assert (
        re.findall(
            r"[\"'’”]|\.\.\.| - |  |z\. ?B\.|d\. ?h\.|(?:Port|RFC) \d|\d (?:MB|Stunden)", text
        )
        == []
    )
    assert text.count("„") == text.count("“")
    assert text.count("‚") == text.count("‘")


@every_code
def test_example_begins_with_the_code_and_shows_it(code):
    start = re.match(r"\d{3}[ -]", code["example"])

    assert start
    assert (code["reply_code"] or code["enhanced_code"]) in code["example"]
    assert code["text"] in code["example"]
    assert code["example"][0] == code["key"][0]


@every_code
def test_example_uses_reserved_names_and_addresses_only(code):
    hosts = re.findall(r"(?<![\w.])[a-zäöüß0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b", code["example"])
    numbers = re.findall(
        r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|\b[0-9a-f]+:[0-9a-f:]+\b", code["example"]
    )
    addresses = [ipaddress.ip_address(number) for number in numbers]

    assert [
        host for host in hosts if not re.search(r"(?:^|\.)example\.(?:com|net|org)$", host)
    ] == []
    assert [
        a for a in addresses if not any(a in network for network in DOCUMENTATION_NETWORKS)
    ] == []
