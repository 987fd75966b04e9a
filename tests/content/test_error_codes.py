"""Do the shipped error code records carry every fact, every standard code and clean German?

Sources: the site's two tables of codes (facts), RFC 5321, 3207, 4954 and 7504 (reply codes), the
IANA registry of enhanced status codes (RFC 3463, 5248) and the style rules for editors. The
typography of all texts is held in `test_german.py`.
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

# Subject.detail of the IANA registry → the class digits it has a meaning in.
ENHANCED_CODES = {
    "0.0": "245",
    "1.0": "45",
    "1.1": "45",
    "1.2": "45",
    "1.3": "45",
    "1.4": "45",
    "1.5": "2",
    "1.6": "45",
    "1.7": "45",
    "1.8": "45",
    "1.9": "2",
    "1.10": "45",
    "2.0": "45",
    "2.1": "45",
    "2.2": "45",
    "2.3": "45",
    "2.4": "45",
    "3.0": "45",
    "3.1": "45",
    "3.2": "45",
    "3.3": "45",
    "3.4": "45",
    "3.5": "45",
    "3.6": "2",
    "4.0": "45",
    "4.1": "45",
    "4.2": "45",
    "4.3": "45",
    "4.4": "45",
    "4.5": "45",
    "4.6": "45",
    "4.7": "45",
    "5.0": "45",
    "5.1": "45",
    "5.2": "45",
    "5.3": "45",
    "5.4": "45",
    "5.5": "45",
    "5.6": "45",
    "6.0": "45",
    "6.1": "45",
    "6.2": "45",
    "6.3": "45",
    "6.4": "245",
    "6.5": "45",
    "6.6": "45",
    "6.7": "45",
    "6.8": "45",
    "6.9": "45",
    "6.10": "45",
    "7.0": "45",
    "7.1": "45",
    "7.2": "45",
    "7.3": "45",
    "7.4": "45",
    "7.5": "45",
    "7.6": "45",
    "7.7": "45",
    "7.8": "45",
    "7.9": "45",
    "7.10": "45",
    "7.11": "45",
    "7.12": "45",
    "7.13": "45",
    "7.14": "45",
    "7.15": "45",
    "7.16": "45",
    "7.17": "45",
    "7.18": "45",
    "7.19": "45",
    "7.20": "45",
    "7.21": "45",
    "7.22": "45",
    "7.23": "45",
    "7.24": "45",
    "7.25": "45",
    "7.26": "45",
    "7.27": "45",
    "7.28": "45",
    "7.29": "45",
    "7.30": "45",
}

CLASS_PERMANENCE = {"2": "success", "4": "temporary", "5": "permanent"}
PARTIES = {"sender", "recipient", "host", "recipient-host", "nobody"}
MARKDOWN_FIELDS = ("title", "short_answer", "steps", "details")
# One word per thing; what a server or product says between quotation marks keeps its own words.
FORBIDDEN_WORD = re.compile(
    r"(?<![\w-])(?:Bounces?|Clients?|Mailadressen?|Mails|Account|User|eMails?|Emails?)\b"
)
TORN_NUMBER = re.compile(r"(?:Port|RFC) \d|\d (?:MB|Minuten|Stunden|Tage|E-Mails)|\bz\. ?B\.")
DOCUMENTATION_NETWORKS = [
    ipaddress.ip_network(network)
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]


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


def sort_key(key: str) -> tuple:
    """Reply codes by number, a code with text after it, then enhanced codes by number."""
    numbers = [int(number) for number in re.findall(r"\d+", key)]
    return "." in key, numbers[:1] if "-" in key else numbers, key


def key_of(record: dict) -> str:
    """The key its code fields demand; exactly one of the two codes is set."""
    if bool(record["reply_code"]) == bool(record["enhanced_code"]):
        return "exactly one code, please"
    suffix = f"-{record['text'].lower()}" if record["text"] else ""
    return record["reply_code"] + record["enhanced_code"] + suffix


def is_short_numbered_list(steps: str) -> bool:
    """One to four lines, numbered from 1, each with words behind the number."""
    lines = steps.splitlines()
    return 1 <= len(lines) <= 4 and all(
        re.match(rf"{number}\. \S{{2,}}", line) for number, line in enumerate(lines, start=1)
    )


def is_example_of(record: dict, line: str) -> bool:
    """A single server line of the record's class that shows its code and text."""
    code = record["reply_code"] or record["enhanced_code"]
    return bool(
        re.match(rf"{record['key'][0]}\d\d[ -]\S[^\n]*$", line)
        and re.search(rf"(?<![\d.]){re.escape(code)}(?![\d.])", line)
        and record["text"] in line
    )


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


@pytest.mark.parametrize("digit", CLASS_PERMANENCE)
def test_every_registered_enhanced_code_has_a_record_in_its_class(digit):
    registered = {f"{digit}.{code}" for code, classes in ENHANCED_CODES.items() if digit in classes}

    assert registered - {code["key"] for code in CODES if code["is_standard"]} == set()


def test_standard_records_are_exactly_those_of_the_standards():
    enhanced = {f"{digit}.{code}" for code, classes in ENHANCED_CODES.items() for digit in classes}

    standard = {code["key"] for code in CODES if code["is_standard"]}

    assert standard == enhanced | RFC_REPLY_CODES.keys() | {"555-smtputf8"}


def test_standard_records_name_their_rfc_and_others_a_product():
    wrong = [
        code["key"]
        for code in CODES
        if code["is_standard"] != bool(re.search(r"RFC \d{4}|IANA", code["source"]))
    ]

    assert wrong == []
    assert all(code["source"].strip() for code in CODES)


def test_keys_are_unique():
    assert [key for key, count in Counter(code["key"] for code in CODES).items() if count > 1] == []


def test_records_are_sorted_reply_codes_first():
    keys = [code["key"] for code in CODES]

    assert keys == sorted(keys, key=sort_key)


def test_key_is_made_of_exactly_one_code_and_its_text():
    wrong = [code["key"] for code in CODES if code["key"] != key_of(code)]

    assert wrong == []


def test_related_codes_exist_and_differ():
    related = {code["key"]: [key for (key,) in code["related"]] for code in CODES}

    assert {key for keys in related.values() for key in keys} <= BY_KEY.keys()
    assert [key for key, keys in related.items() if key in keys or not keys] == []
    assert [key for key, keys in related.items() if len(set(keys)) < len(keys)] == []


def test_permanence_follows_the_class_digit():
    wrong = [c["key"] for c in CODES if c["permanence"] != CLASS_PERMANENCE[c["key"][0]]]

    assert wrong == []


def test_party_is_known_and_nobody_only_on_success():
    wrong = [
        code["key"]
        for code in CODES
        if code["party"] not in PARTIES
        or (code["party"] == "nobody") != (code["permanence"] == "success")
    ]

    assert wrong == []


def test_short_answers_have_at_most_three_sentences():
    counts = {code["key"]: sentence_count(code["short_answer"]) for code in CODES}

    assert {key: count for key, count in counts.items() if not 1 <= count <= 3} == {}


def test_steps_are_one_to_four_numbered_lines():
    wrong = [code["key"] for code in CODES if not is_short_numbered_list(code["steps"])]

    assert wrong == []


def test_titles_are_distinct_statements_without_period():
    titles = Counter(code["title"] for code in CODES)

    assert [title for title in titles if not re.fullmatch(r"\S.{9,88}[^\s.:!?]", title)] == []
    assert [title for title, count in titles.items() if count > 1] == []


def test_sentences_stay_short_in_answers_and_steps():
    sentences = [
        sentence
        for code in CODES
        for name in ("short_answer", "steps")
        for sentence in re.split(r"(?<=[.!?:;]) |\n", prose(code[name]))
    ]

    assert [sentence for sentence in sentences if len(sentence.split(" ")) > 20] == []


def test_search_words_are_three_to_eight_distinct_lines():
    words = {code["key"]: code["search_words"].splitlines() for code in CODES}

    assert [
        key for key, lines in words.items() if not 3 <= len(set(lines)) == len(lines) <= 8
    ] == []


def test_words_are_those_of_the_site():
    found = [
        (code["key"], name, word)
        for code in CODES
        for name in MARKDOWN_FIELDS
        for word in FORBIDDEN_WORD.findall(re.sub("„[^“]*“", "", prose(code[name])))
    ]

    assert found == []


def test_numbers_stay_on_the_line_of_their_word_and_unit():
    found = [
        (code["key"], name, torn)
        for code in CODES
        for name in (*MARKDOWN_FIELDS, "search_words")
        for torn in TORN_NUMBER.findall(prose(code[name]))
    ]

    assert found == []


def test_texts_have_no_straight_quotation_marks_and_no_three_dots():
    found = [
        (code["key"], name)
        for code in CODES
        for name in (*MARKDOWN_FIELDS, "search_words")
        if re.search(r"[\"”]|\.\.\.", prose(code[name]))
    ]

    assert found == []


def test_links_inside_the_texts_lead_to_known_pages():
    links = {
        link
        for code in CODES
        for name in MARKDOWN_FIELDS
        for link in re.findall(r"\]\(([^)]*)\)", code[name])
    }

    code_links = {f"/fehlercode/{key}/" for key in BY_KEY}
    entry_links = {f"/faq/{entry['key']}/" for entry in fields_of("entries.yaml")}

    assert {link for link in links if link.startswith("/")} <= (
        code_links | entry_links | {"/fehleranalyse/"}
    )
    assert {link for link in links if not link.startswith("/")} <= {
        "https://webmail.mm-com.de",
        "https://admin.mm-com.de",
    }


def test_examples_begin_with_a_reply_code_and_show_their_code():
    wrong = [code["key"] for code in CODES if not is_example_of(code, code["example"])]

    assert wrong == []


def test_examples_use_reserved_names_only():
    hosts = {
        host
        for code in CODES
        for host in re.findall(
            r"(?<![\w.])[a-zäöüß0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", code["example"]
        )
    }

    assert [host for host in hosts if not re.search(r"(^|\.)example\.(com|net|org)$", host)] == []


def test_examples_use_documentation_addresses_only():
    addresses = {
        ipaddress.ip_address(number)
        for code in CODES
        for number in re.findall(
            r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|\b[0-9a-f]+:[0-9a-f]*:[0-9a-f:]+\b",
            code["example"],
        )
    }

    assert addresses
    assert [a for a in addresses if not any(a in net for net in DOCUMENTATION_NETWORKS)] == []
