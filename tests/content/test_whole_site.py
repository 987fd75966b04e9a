"""What holds at every public address, with all content there and every gap filled."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import unescape

import pytest
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from faq.models import AnswerFrame, Entry, Explanation, House, MailServer, site_url
from faq.services.desk.answers import Answer, answer_to, explanation_answer
from faq.services.desk.finished_answers import finished_answers
from faq.services.links.destination import destination
from faq.web.policy import addresses

pytestmark = pytest.mark.django_db

GAP = re.compile(r"‹[^‹›\n]+›")
TOKEN = re.compile(r"\{[A-Za-z0-9-]+\}")
LINK = re.compile(r"<a\b.*?</a>|\[[^\]]*\]\([^)]*\)", re.DOTALL)
UNREAD = re.compile(r"<script\b.*?</script>|<meta\b[^>]*>|<title>.*?</title>", re.DOTALL)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
CONTACT_WAY = 'class="contact-way"'
NAMES = (
    "name", "support_hours", "emergency", "mailbox_size", "message_size", "messages_per_hour",
    "webmail_name", "admin_name", "postfixadmin_name", "backup_days",
)  # fmt: skip
ADDRESSES = (
    "website", "support_form", "webmail_url", "admin_url", "postfixadmin_url", "password_url",
)  # fmt: skip


def tell(mark: str) -> set[str]:
    """Give the house and its servers values that nothing else contains."""
    house = House.objects.default()
    values = {field: f"{mark}{number:02}" for number, field in enumerate(NAMES)}
    values |= {
        field: f"https://{mark}{field}.example.org/".replace("_", "-") for field in ADDRESSES
    }
    values |= {"support_mail": f"hilfe@{mark}.example.org", "support_phone": f"0{ord(mark[0])} 11"}
    for field, value in values.items():
        setattr(house, field, value)
    house.full_clean()
    house.save()
    host = f"mail.{mark}.example.org"
    MailServer.objects.update(host=host)
    MailServer.objects.published()[0].save()  # a save is what brings a new value into texts
    return {*values.values(), host}


def read_all() -> dict[str, str]:
    """What stands at each address that anybody may read and a mirror keeps."""
    client = Client()
    read = {
        address.path: client.get(address.path)
        for address in addresses(lambda policy: policy.mirror)
    }
    return {
        path: unescape(response.content.decode())
        for path, response in read.items()
        if response.status_code == 200 and not response.get("Content-Type", "").startswith("image")
    }


@pytest.fixture(scope="module")
def old_values(site_content: None, django_db_blocker: DjangoDbBlocker) -> set[str]:
    """The values that stand in the texts, with every draft published and no gap left."""
    with django_db_blocker.unblock():
        for entry in Entry.objects.filter(status=Entry.Status.DRAFT):
            entry.short_answer = GAP.sub("Beispiel", entry.short_answer)
            entry.body = GAP.sub("Beispiel", entry.body)
            entry.status = Entry.Status.PUBLISHED
            entry.save()
        return tell("alt")


@pytest.fixture(scope="module")
def pages(old_values: set[str], django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    with django_db_blocker.unblock():
        return read_all()


def wrong(pages: dict[str, str], fault: Callable[[str], object]) -> dict[str, object]:
    return {path: found for path, text in pages.items() if (found := fault(text))}


def test_no_token_is_left_for_readers(pages: dict[str, str]) -> None:
    described = {path: text for path, text in pages.items() if path != "/opensearch.xml"}

    assert wrong(described, TOKEN.findall) == {}


def test_page_for_search_engines_says_its_own_address_and_what_it_is_about(
    pages: dict[str, str],
) -> None:
    told = [address.path for address in addresses(lambda policy: policy.sitemap)]
    canonical = {path: CANONICAL.findall(pages[path]) for path in told}
    descriptions = {path: DESCRIPTION.findall(pages[path])[0] for path in told}
    usual = Counter(descriptions.values())

    assert len(told) > 400
    assert {path for path, found in canonical.items() if found != [f"{site_url()}{path}"]} == set()
    assert {path: text for path, text in descriptions.items() if usual[text] > 1} == {}


def test_longest_page_of_each_kind_is_valid_html(
    pages: dict[str, str], html_errors: Callable[[str], list[str]]
) -> None:
    by_length = sorted(pages, key=lambda path: len(pages[path]))
    longest = {resolve(path).view_name: path for path in by_length}
    read = {path: Client().get(path).content.decode() for path in longest.values()}
    found = {path: html_errors(text) for path, text in read.items() if "<html" in text}

    assert len(found) > 12
    assert {path: errors for path, errors in found.items() if errors} == {}


def sent_nowhere(text: str) -> list[str]:
    """Words that send to support and are no link to it."""
    return re.findall("(?i)schreiben sie uns|antworten sie auf", LINK.sub("", UNREAD.sub("", text)))


def test_who_is_sent_to_support_is_told_where(pages: dict[str, str]) -> None:
    """The page that says how to reach support is the target itself."""
    others = {path: text for path, text in pages.items() if path != "/kontakt/"}

    assert wrong(others, sent_nowhere) == {}


def answers(paths: Iterable[str]) -> Iterator[Answer]:
    for path in paths:
        answer = answer_to(destination(path))
        if answer:
            yield answer
    yield from map(explanation_answer, Explanation.objects.all())


def test_letter_asks_for_an_answer_and_has_no_token(pages: dict[str, str]) -> None:
    frames = list(AnswerFrame.objects.all())
    letters = {
        f"{answer.url} {answer.title} {letter.key}": f"{letter.text} {letter.html} {answer.text}"
        for answer in answers(pages)
        for letter in finished_answers(answer, frames)
    }

    assert len(letters) > 800
    assert wrong(letters, re.compile(f"(?i)schreiben sie uns|{TOKEN.pattern}").findall) == {}


def test_each_answer_code_window_and_guide_ends_with_one_way_to_a_person(
    pages: dict[str, str],
) -> None:
    ends = re.compile(r"/(?:faq|fehlercode|meldung)/[^/]+/|/einrichten/(?:[^/]+/)?")
    found = {path: text.count(CONTACT_WAY) for path, text in pages.items() if ends.fullmatch(path)}

    assert len(found) > 400
    assert {path: count for path, count in found.items() if count != 1} == {}


def test_changed_value_of_the_house_leaves_nothing_behind(
    pages: dict[str, str], old_values: set[str]
) -> None:
    shown = {value for text in pages.values() for value in old_values if value in text}

    tell("neu")

    left = wrong(read_all(), lambda text: {value for value in old_values if value in text})
    assert left == {}
    # Each was read somewhere, but for what is named only where nothing better is known.
    assert {value for value in old_values - shown if "website" not in value} == set()
