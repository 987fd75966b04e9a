"""Do the 20 codes of the site's two tables keep every fact, in words people understand?

The facts are those of the help pages; where a standard means something else, both are told. What
the standards demand is held in `test_error_code_standards.py`.
"""

import pytest

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
        ["erkannt", "auf dem Server gesperrt", "{Schreiben-Sie-uns}"],
    ),
    "503": (
        "permanent",
        ["falsche Reihenfolge der Befehle"],
        ["Problem der Anmeldung", "Anmeldedaten", "Prüfen Sie", "Testen Sie"],
    ),
    "504": (
        "permanent",
        ["Parameter", "nicht eingebaut"],
        ["erkannt", "auf dem Server gesperrt", "{Schreiben-Sie-uns}"],
    ),
    "550": (
        "permanent",
        ["Postfach ist nicht verfügbar", "nicht ausgeführt"],
        ["kennt diese Adresse nicht", "Vergleichen", "noch einmal", "Administrator des Empfängers"],
    ),
    "551": (
        "permanent",
        ["nicht lokal"],
        ["gegen Spam", "Relay", "keinem anderen Server als seinem eigenen", "{Schreiben-Sie-uns}"],
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


def whole_text(record):
    """Every sentence of a record, with plain blanks to search for terms."""
    joined = "\n".join(record[name] for name in ("title", "short_answer", "steps", "details"))
    return joined.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("key", FACTS)
def test_listed_code_carries_its_meaning_and_advice(error_codes, key):
    permanence, meaning, advice = FACTS[key]

    text = whole_text(error_codes[key])

    assert error_codes[key]["permanence"] == permanence
    assert [term for term in meaning + advice if term not in text] == []


def test_exactly_the_twenty_facts_are_listed(error_codes):
    listed = [key for key, record in error_codes.items() if record["is_listed"]]

    assert listed == list(FACTS)


@pytest.mark.parametrize("key", ["502", "504", "551"])
def test_code_that_only_the_host_can_clear_belongs_to_the_host(error_codes, key):
    assert error_codes[key]["party"] == "host"


def test_smtputf8_is_a_record_of_its_own(error_codes):
    record = error_codes["555-smtputf8"]

    assert (record["reply_code"], record["text"]) == ("555", "SMTPUTF8")


@pytest.mark.parametrize("key", TWO_MEANINGS)
def test_differing_meanings_are_both_explained(error_codes, key):
    details = error_codes[key]["details"].replace("\N{NO-BREAK SPACE}", " ")

    assert [term for term in TWO_MEANINGS[key] if term not in details] == []
