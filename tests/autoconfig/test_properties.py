"""What holds for every address and every set of servers."""

import plistlib
from xml.dom import minidom

from hypothesis import given
from hypothesis import strategies as st

from faq.autoconfig import (
    AutoconfigError,
    InvalidAddress,
    MailAddress,
    Protocol,
    Provider,
    Server,
    SocketSecurity,
    autodiscover,
    mobileconfig,
    mozilla,
    parse_address,
    zone,
)
from faq.autoconfig.zone import Discovery

ATOM = st.text(st.sampled_from("abcXYZ019!#$%&'*+-/=?^_`{|}~äßéñжゆ"), min_size=1, max_size=12)
QUOTED = st.text(st.sampled_from("ab <>&@,;:().!'"), min_size=1, max_size=20).map('"{}"'.format)
LOCAL = st.one_of(
    st.lists(ATOM, min_size=1, max_size=3).map(".".join), QUOTED, st.just("x" * 64)
).filter(lambda local: len(local.encode()) <= 64)
LABEL = st.text(st.sampled_from("abz09äöüßéж"), min_size=1, max_size=10)
DOMAIN = st.lists(LABEL, min_size=1, max_size=3).map(lambda labels: ".".join([*labels, "example"]))
ADDRESS = st.builds("{}@{}".format, LOCAL, DOMAIN)


@st.composite
def parsed(draw: st.DrawFn) -> MailAddress:
    """Generated addresses that IDNA takes; it refuses some mixtures of scripts and digits."""
    text = draw(ADDRESS)
    try:
        return parse_address(text)
    except InvalidAddress:
        return parse_address(f"{text.rpartition('@')[0]}@müller.example")


HOST = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,4})?\.host\.example", fullmatch=True)
SERVER = st.builds(
    Server,
    protocol=st.sampled_from(Protocol),
    security=st.sampled_from(SocketSecurity),
    host=HOST,
    port=st.integers(1, 65535),
)
NAME = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn", "Co"]), max_size=80)
INCOMING = Server(Protocol.IMAP, SocketSecurity.SSL_TLS, "imap.host.example", 993)
OUTGOING = Server(Protocol.SMTP, SocketSecurity.SSL_TLS, "smtp.host.example", 465)


@st.composite
def providers(draw: st.DrawFn) -> Provider:
    servers = [*draw(st.lists(SERVER, max_size=8)), INCOMING, OUTGOING]
    return Provider(
        domain="host.example",
        name=draw(NAME),
        short_name=draw(NAME),
        help_url="https://hilfe.host.example/?a=1&b=2",
        help_title=draw(NAME),
        servers=tuple(draw(st.permutations(servers))),
    )


def element_texts(document: bytes, name: str) -> list[str]:
    return [
        "".join(node.data for node in element.childNodes)
        for element in minidom.parseString(document).getElementsByTagName(name)
    ]


@given(providers())
def test_mozilla_holds_every_server_once(provider: Provider) -> None:
    document = mozilla.document(provider)

    written = sorted(
        zip(element_texts(document, "hostname"), element_texts(document, "port"), strict=True)
    )
    servers = provider.incoming + provider.outgoing
    assert written == sorted((server.host, str(server.port)) for server in servers)


@given(providers(), parsed())
def test_autodiscover_carries_the_address_unharmed(
    provider: Provider, address: MailAddress
) -> None:
    document = autodiscover.document(provider, address)

    assert set(element_texts(document, "LoginName")) == {address.text}
    assert len(element_texts(document, "Type")) == len(set(element_texts(document, "Type")))


@given(providers(), parsed())
def test_profile_carries_the_address_unharmed(provider: Provider, address: MailAddress) -> None:
    profile = plistlib.loads(mobileconfig.document(provider, address, Protocol.IMAP))
    account, *others = profile["PayloadContent"]

    assert account["EmailAddress"] == account["IncomingMailServerUsername"] == address.text
    names = {name: value for other in others for name, value in other.items() if "Username" in name}
    assert set(names.values()) <= {address.text}
    assert profile["PayloadIdentifier"] != account["PayloadIdentifier"]


@given(providers(), parsed(), parsed())
def test_identifiers_differ_exactly_when_mailboxes_do(
    provider: Provider, one: MailAddress, other: MailAddress
) -> None:
    profiles = [
        plistlib.loads(mobileconfig.document(provider, address, Protocol.IMAP))["PayloadUUID"]
        for address in (one, other)
    ]

    assert (profiles[0] == profiles[1]) == (one.mailbox == other.mailbox)


@given(providers(), parsed())
def test_zone_lines_are_ascii_and_every_name_ends_with_a_dot(
    provider: Provider, address: MailAddress
) -> None:
    lines = zone.document(provider, Discovery("a.example", "b.example"), address.domain)

    assert all(
        line.split(" ")[0].endswith(f".{address.domain}.")
        for line in lines.decode("ascii").splitlines()
    )
    assert all(line.endswith(".") for line in lines.decode("ascii").splitlines())


@given(providers())
def test_priorities_rise_with_the_order_of_preference(provider: Provider) -> None:
    records = zone.records(provider, Discovery("a.example", "b.example"))

    ports = {server.port for server in provider.incoming}
    ranked = [
        record.priority
        for record in records
        if record.port in ports
        and record.target != "."
        and record.name.startswith(("_imap", "_pop3"))
    ]
    assert ranked == sorted(ranked, key=lambda priority: priority or 0)


@given(st.text(max_size=400))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = parse_address(text)
    except InvalidAddress:
        return
    assert address.text.isprintable()
    assert address.domain.isascii()


@given(st.binary(max_size=2000))
def test_any_body_is_an_address_or_refused(body: bytes) -> None:
    try:
        address = autodiscover.read_request(body)
    except AutoconfigError:
        return
    assert "@" in address.text
