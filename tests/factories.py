"""Rows for tests: each function makes one that is complete, with what the test names."""

from typing import Any

from faq.models import (
    Category,
    Entry,
    ErrorCode,
    House,
    MailProgram,
    MailServer,
    Page,
    ServiceBlock,
)
from faq.search.indexing import indexed_at_once


def make_category(key: str = "postfach", **values: Any) -> Category:
    return Category.objects.create(**{"key": key, "title": key.title(), "position": 1} | values)


def make_entry(key: str = "postfach-voll", **values: Any) -> Entry:
    """A published entry; its category is made when the test names none."""
    if "category" not in values:
        values["category"] = Category.objects.first() or make_category()
    defaults = {
        "key": key,
        "title": f"Frage zu {key}",
        "short_answer": "Die kurze Antwort.",
        "body": "{#schritte}\n## Schritte\n\nEin Absatz.\n",
        "status": Entry.Status.PUBLISHED,
    }
    return Entry.objects.create(**defaults | values)


def make_code(key: str = "550", **values: Any) -> ErrorCode:
    """A record of a reply code or, for a key with dots, of an enhanced status code."""
    code = "enhanced_code" if "." in key else "reply_code"
    defaults = {
        "key": key,
        code: key.split("-")[0],
        "title": f"Meldung {key}",
        "permanence": "temporary" if key.startswith("4") else "permanent",
        "party": "recipient",
        "short_answer": "Die Adresse gibt es nicht.",
        "steps": "1. Prüfen Sie die Adresse.",
    }
    return ErrorCode.objects.create(**defaults | values)


def make_mail_server(protocol: str = "imap", **values: Any) -> MailServer:
    security = "starttls" if protocol == "managesieve" else "ssl-tls"
    defaults = {
        "protocol": protocol,
        "security": security,
        "host": "mail.example.org",
        "port": MailServer.USUAL_PORTS[protocol, security],
    }
    return MailServer.objects.create(**defaults | values)


def make_mail_servers(host: str = "mail.example.org") -> dict[str, MailServer]:
    """The usual six servers by "imap-ssl-tls" and so on, the best of each protocol first."""
    pairs = [pair for pair in MailServer.USUAL_PORTS if pair[0] in MailServer.MAIL]
    return {
        f"{protocol}-{security}": MailServer.objects.create(
            protocol=protocol,
            security=security,
            host=host,
            port=MailServer.USUAL_PORTS[protocol, security],
            position=position,
        )
        for position, (protocol, security) in enumerate(pairs, start=1)
    }


def make_service_block(key: str = "kalender", **values: Any) -> ServiceBlock:
    return ServiceBlock.objects.create(**{"key": key, "label": key.title(), "position": 9} | values)


def make_mail_program(key: str = "thunderbird", **values: Any) -> MailProgram:
    defaults = {
        "key": key,
        "name": "Thunderbird",
        "lead": "So geht es.",
        "steps": "1. Server {imap-server}, Port {imap-port}, Adresse {adresse}\n",
    }
    return MailProgram.objects.create(**defaults | values)


def make_page(key: str = "impressum", **values: Any) -> Page:
    return Page.objects.create(**{"key": key, "title": key.title(), "body": "Text."} | values)


def make_house(**values: Any) -> House:
    """The house whose name the site bears, without anything that it would have to find out."""
    systems = {
        f"{name}_url": f"https://{name}.example.org"
        for name in ("webmail", "admin", "postfixadmin")
    }
    known = {"key": "mmcom", "name": "Haus", "website": "https://www.example.org"}
    return House.objects.create(**known | systems | values)


def make_brand(key: str = "nordpost", **values: Any) -> House:
    """A second name of the site with everything of its own, its servers included."""
    defaults = {
        "key": key,
        "name": "Nordpost",
        "website": "https://www.nordpost.example",
        "hosts": "hilfe.nordpost.example\nhelp.nordpost.example",
        "domains": "kunde-nord.example",
        "mail_domain": "nordpost.example",
        "support_mail": "support@nordpost.example",
        "webmail_name": "Nordpost Webmail",
        "webmail_url": "https://webmail.nordpost.example",
        "admin_name": "Nordpost Verwaltung",
        "admin_url": "https://verwaltung.nordpost.example",
        "postfixadmin_name": "Nordpost Postfächer",
        "postfixadmin_url": "https://postfaecher.nordpost.example",
        "accent": "#7a1f3d",
        "accent_dark": "#f2a9be",
    }
    brand = House.objects.create(**defaults | values)
    with indexed_at_once():
        _make_services(brand)
    return brand


def _make_services(brand: House) -> None:
    block = ServiceBlock.objects.create(key=f"{brand.key}-e-mail", label="E-Mail", house=brand)
    for protocol, security in MailServer.USUAL_PORTS:
        if protocol in MailServer.MAIL:
            make_mail_server(
                protocol,
                security=security,
                host="mail.nordpost.example",
                port=MailServer.USUAL_PORTS[protocol, security],
                position=1 + MailServer.Protocol.values.index(protocol),
                block=block,
            )
