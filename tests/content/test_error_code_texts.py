"""Are the texts of all code records complete, short, in the site's words, with safe examples?

Typography and sentence counts of every text are held in `test_german.py`.
"""

import ipaddress
import re
from collections import Counter

MARKDOWN_FIELDS = ("title", "short_answer", "steps", "details")
# One word per thing; what a server or product says between quotation marks keeps its own words.
FORBIDDEN_WORD = re.compile(
    r"(?<![\w-])(?:Bounces?|Clients?|Mailadressen?|Mails|Account|User|eMails?|Emails?)\b"
)
TORN_NUMBER = re.compile(r"(?:Port|RFC) \d|\d (?:MB|Minuten|Stunden|Tage|E-Mails)|\bz\. ?B\.")
HOST = re.compile(r"(?<![\w.])[a-zäöüß0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
RESERVED_HOST = re.compile(r"(?:^|\.)example\.(?:com|net|org)$")
ADDRESS = re.compile(
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|\b[0-9a-f]+:[0-9a-f]*:[0-9a-f:]+\b"
)
DOCUMENTATION_NETWORKS = [
    ipaddress.ip_network(network)
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]


def prose(text):
    """Markdown without code spans and link targets, where server language is allowed."""
    return re.sub(r"`[^`]*`|\]\([^)]*\)", "§", text)


def is_short_numbered_list(steps):
    """One to four lines, numbered from 1, each with words behind the number."""
    lines = steps.splitlines()
    return 1 <= len(lines) <= 4 and all(
        re.match(rf"{number}\. \S{{2,}}", line) for number, line in enumerate(lines, start=1)
    )


def is_example_of(record, line):
    """A single server line of the record's class that shows its code and text."""
    code = record["reply_code"] or record["enhanced_code"]
    return bool(
        re.match(rf"{record['key'][0]}\d\d[ -]\S[^\n]*$", line)
        and re.search(rf"(?<![\d.]){re.escape(code)}(?![\d.])", line)
        and record["text"] in line
    )


def test_no_field_is_empty(error_codes):
    fields = (*MARKDOWN_FIELDS, "example", "search_words")

    assert [
        (key, name) for key, record in error_codes.items() for name in fields if not record[name]
    ] == []


def test_steps_are_one_to_four_numbered_lines(error_codes):
    wrong = [key for key, r in error_codes.items() if not is_short_numbered_list(r["steps"])]

    assert wrong == []


def test_titles_are_distinct_statements_without_period(error_codes):
    titles = Counter(record["title"] for record in error_codes.values())

    assert [title for title in titles if not re.fullmatch(r"\S.{9,88}[^\s.:!?]", title)] == []
    assert [title for title, count in titles.items() if count > 1] == []


def test_sentences_have_at_most_twenty_words(error_codes):
    sentences = [
        sentence
        for record in error_codes.values()
        for name in ("short_answer", "steps", "details")
        for sentence in re.split(r"(?<=[.!?:;]) |\n", prose(record[name]))
    ]

    assert [sentence for sentence in sentences if len(sentence.split(" ")) > 20] == []


def test_search_words_are_three_to_eight_distinct_lines(error_codes):
    words = {key: record["search_words"].splitlines() for key, record in error_codes.items()}

    assert [
        key for key, lines in words.items() if not 3 <= len(set(lines)) == len(lines) <= 8
    ] == []


def test_words_are_those_of_the_site(error_codes):
    found = [
        (key, name, word)
        for key, record in error_codes.items()
        for name in MARKDOWN_FIELDS
        for word in FORBIDDEN_WORD.findall(re.sub("„[^“]*“", "", prose(record[name])))
    ]

    assert found == []


def test_numbers_stay_on_the_line_of_their_word_and_unit(error_codes):
    found = [
        (key, name, torn)
        for key, record in error_codes.items()
        for name in (*MARKDOWN_FIELDS, "search_words")
        for torn in TORN_NUMBER.findall(prose(record[name]))
    ]

    assert found == []


def test_links_lead_to_records_and_entries(error_codes, entries):
    pages = {f"/fehlercode/{key}/" for key in error_codes} | {f"/faq/{key}/" for key in entries}
    texts = [record[name] for record in error_codes.values() for name in MARKDOWN_FIELDS]

    links = {link for text in texts for link in re.findall(r"\]\(([^)]*)\)", text)}

    assert links - pages == {"/fehleranalyse/"}


def test_examples_begin_with_a_reply_code_and_show_their_code(error_codes):
    wrong = [
        key for key, record in error_codes.items() if not is_example_of(record, record["example"])
    ]

    assert wrong == []


def test_examples_use_reserved_names_only(error_codes):
    hosts = {host for record in error_codes.values() for host in HOST.findall(record["example"])}

    assert len(hosts) > 3
    assert [host for host in hosts if not RESERVED_HOST.search(host)] == []


def test_examples_use_documentation_addresses_only(error_codes):
    found = {
        number for record in error_codes.values() for number in ADDRESS.findall(record["example"])
    }
    addresses = [ipaddress.ip_address(number) for number in found]

    assert len(addresses) > 2
    assert [a for a in addresses if not any(a in net for net in DOCUMENTATION_NETWORKS)] == []
