"""Which texts are addresses and domains, and how they are written down."""

import pytest

from faq.autoconfig import InvalidAddress, InvalidDomain, Provider, parse_address, parse_domain

VALID = [
    ("anna@firma.example", "firma.example"),
    ("  Anna@Firma.Example ", "firma.example"),
    ("anna+rechnung@firma.example", "firma.example"),
    ("o'hara@firma.example", "firma.example"),
    ("a@sub.firma.example", "sub.firma.example"),
    ('"anna b."@firma.example', "firma.example"),
    ('"a\\"b@c"@firma.example', "firma.example"),
    ("müller@firma.example", "firma.example"),
    ("anna@straße.example", "xn--strae-oqa.example"),
    ("anna@MÜLLER.example", "xn--mller-kva.example"),
    ("anna@xn--mller-kva.example", "xn--mller-kva.example"),
    (f"{'a' * 64}@firma.example", "firma.example"),
]
INVALID = [
    "",
    "anna",
    "@firma.example",
    "anna@",
    "anna@@firma.example",
    "anna@firma",
    "anna@192.0.2.1",
    "anna@[192.0.2.1]",
    "anna@firma..example",
    "anna@-firma.example",
    "anna@fir_ma.example",
    ".anna@firma.example",
    "an..na@firma.example",
    "anna b@firma.example",
    "<script>alert(1)</script>@firma.example",
    "anna@firma.example\r\nBcc: b@firma.example",
    "an\nna@firma.example",
    "an\0na@firma.example",
    "anna@fir\0ma.example",
    "anna@{{7*7}}.example",
    "{% now %}@firma.example",
    "an\u202ena@firma.example",
    "an\ud800na@firma.example",
    "anna@fir\u00adma.example",
    '"an"na"@firma.example',
    '"an\x7fna"@firma.example',
    f"{'a' * 65}@firma.example",
    f"{'ü' * 33}@firma.example",
    f"a@{'b' * 64}.example",
    f"a@{'.'.join(['b' * 60] * 5)}.example",
    "a" * 100_000,
    "@" * 100_000,
]


@pytest.mark.parametrize(("text", "domain"), VALID)
def test_valid_address_keeps_its_spelling_and_gets_its_dns_domain(text: str, domain: str) -> None:
    address = parse_address(text)

    assert address.text == text.strip()
    assert address.domain == domain


@pytest.mark.parametrize("text", INVALID, ids=lambda text: ascii(text)[:40])
def test_invalid_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidAddress):
        parse_address(text)


@pytest.mark.parametrize("text", ["Anna@Firma.example", "ANNA@FIRMA.EXAMPLE", "anna@firma.example"])
def test_spellings_of_one_mailbox_are_one_mailbox(text: str) -> None:
    assert parse_address(text).mailbox == "anna@firma.example"


@pytest.mark.parametrize("text", ["firma", "a b.example", "192.0.2.7", "*.example", "a" * 300])
def test_invalid_domain_is_refused(text: str) -> None:
    with pytest.raises(InvalidDomain):
        parse_domain(text)


def test_servers_are_ranked_whatever_order_they_come_in(provider: Provider) -> None:
    assert [server.port for server in provider.servers] == [993, 143, 995, 110, 465, 587]


@pytest.mark.parametrize(
    "text",
    [
        "anna@firma.example.",
        "anna@ firma.example",
        "anna @firma.example",
        "anna\t@\u00a0firma.example",
    ],
)
def test_blanks_around_the_at_and_a_final_dot_are_no_part_of_it(text: str) -> None:
    assert parse_address(text).text == "anna@firma.example"
