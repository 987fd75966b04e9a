"""Mail server settings as the documents that mail programs fetch by themselves."""

from faq.autoconfig.account import (
    Authentication,
    MailAddress,
    Protocol,
    Provider,
    Server,
    SocketSecurity,
    parse_address,
    parse_domain,
)
from faq.autoconfig.exceptions import (
    AutoconfigError,
    InvalidAddress,
    InvalidDomain,
    InvalidRequest,
    NoServer,
    UnsupportedSchema,
)

__all__ = [
    "Authentication",
    "AutoconfigError",
    "InvalidAddress",
    "InvalidDomain",
    "InvalidRequest",
    "MailAddress",
    "NoServer",
    "Protocol",
    "Provider",
    "Server",
    "SocketSecurity",
    "UnsupportedSchema",
    "parse_address",
    "parse_domain",
]
