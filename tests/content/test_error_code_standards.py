"""Is every code of the standards on record, with the class, source and key it must have?

RFC 5321, 3207, 4954 and 7504 for reply codes; the IANA registry of enhanced status codes
(RFC 3463, RFC 5248) for the rest.
"""

import re

import pytest

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
ENHANCED_KEYS = {f"{digit}.{code}" for code, digits in ENHANCED_CODES.items() for digit in digits}


def sort_key(key):
    """Reply codes by number, a code with text after it, then enhanced codes by number."""
    numbers = [int(number) for number in re.findall(r"\d+", key)]
    return "." in key, numbers[:1] if "-" in key else numbers, key


def key_of(record):
    """The key its code fields demand."""
    suffix = f"-{record['text'].lower()}" if record["text"] else ""
    return record["reply_code"] + record["enhanced_code"] + suffix


@pytest.mark.parametrize("key", RFC_REPLY_CODES)
def test_standard_reply_code_names_every_rfc_that_defines_it(error_codes, key):
    record = error_codes[key]

    assert record["is_standard"]
    assert [rfc for rfc in RFC_REPLY_CODES[key] if rfc not in record["source"]] == []


def test_standard_records_are_exactly_those_of_the_standards(error_codes):
    standard = {key for key, record in error_codes.items() if record["is_standard"]}

    assert standard == ENHANCED_KEYS | RFC_REPLY_CODES.keys() | {"555-smtputf8"}


def test_standard_records_name_their_rfc_and_others_a_product(error_codes):
    wrong = [
        key
        for key, record in error_codes.items()
        if record["is_standard"] != bool(re.search(r"RFC \d{4}|IANA", record["source"]))
    ]

    assert wrong == []
    assert all(record["source"].strip() for record in error_codes.values())


def test_every_record_has_a_key_of_its_own(codes_in_file):
    keys = [record["key"] for record in codes_in_file]

    assert len(set(keys)) == len(keys)


def test_records_are_sorted_reply_codes_first(codes_in_file):
    keys = [record["key"] for record in codes_in_file]

    assert keys == sorted(keys, key=sort_key)


def test_key_is_made_of_exactly_one_code_and_its_text(codes_in_file):
    wrong = [record["key"] for record in codes_in_file if record["key"] != key_of(record)]
    both = [r["key"] for r in codes_in_file if bool(r["reply_code"]) == bool(r["enhanced_code"])]

    assert wrong + both == []


def test_related_codes_exist_and_differ(error_codes):
    related = {key: [k for (k,) in record["related"]] for key, record in error_codes.items()}

    assert {key for keys in related.values() for key in keys} <= error_codes.keys()
    assert [key for key, keys in related.items() if key in keys or not keys] == []
    assert [key for key, keys in related.items() if len(set(keys)) < len(keys)] == []


def test_permanence_follows_the_class_digit(error_codes):
    wrong = [
        key
        for key, record in error_codes.items()
        if record["permanence"] != CLASS_PERMANENCE[key[0]]
    ]

    assert wrong == []


def test_party_is_known_and_nobody_only_on_success(error_codes):
    wrong = [
        key
        for key, record in error_codes.items()
        if record["party"] not in PARTIES
        or (record["party"] == "nobody") != (record["permanence"] == "success")
    ]

    assert wrong == []
