"""Does the live mail server offer what is published? It connects, asks, and never logs in."""

from faq.mailcheck.check import check, check_all
from faq.mailcheck.connection import trust_store
from faq.mailcheck.result import Fault, Protocol, Result, Service, SocketSecurity

__all__ = [
    "Fault",
    "Protocol",
    "Result",
    "Service",
    "SocketSecurity",
    "check",
    "check_all",
    "trust_store",
]
