"""The check itself, readable top to bottom: connect, encrypt, ask, judge the certificate, leave."""

import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NoReturn

from faq.mailcheck.connection import Connection, connected
from faq.mailcheck.dialogues import DIALOGUES, PASSWORD_LOGINS, STARTTLS, Dialogue
from faq.mailcheck.network import Deadline
from faq.mailcheck.result import CheckFailed, Fault, Result, Service, SocketSecurity
from faq.mailcheck.web import offered_on_the_web

DEADLINE_SECONDS = 8.0
EXPIRES_SOON = timedelta(days=14)
MAX_DETAIL = 200


def check_all(
    services: Sequence[Service],
    trust: ssl.SSLContext,
    *,
    seconds: float = DEADLINE_SECONDS,
    private: bool = False,
) -> list[Result]:
    """Check all services side by side: however many hang, it takes `seconds` and not more."""
    if not services:
        return []
    one = partial(check, trust=trust, seconds=seconds, private=private)
    with ThreadPoolExecutor(max_workers=len(services)) as pool:
        return list(pool.map(one, services))


def check(
    service: Service,
    trust: ssl.SSLContext,
    *,
    seconds: float = DEADLINE_SECONDS,
    private: bool = False,
) -> Result:
    """Find the first fault that would stop a mail program, within `seconds` altogether.

    It never logs in, so it needs no account, and connects to public addresses unless `private`
    allows others. It does not raise: whatever happens is a Result.
    """
    deadline = Deadline(seconds)
    try:
        with connected(service.host, service.port, deadline, private=private) as connection:
            return _examined(service, connection, trust)
    except CheckFailed as failure:
        return Result(service, failure.fault, failure.detail[:MAX_DETAIL])


def _examined(service: Service, connection: Connection, trust: ssl.SSLContext) -> Result:
    dialogue = DIALOGUES.get(service.protocol)
    if dialogue and service.security is SocketSecurity.STARTTLS:
        if connection.is_silent():
            _name_silence(service, connection, trust)
        _ask_for_tls(dialogue, connection)
    version, expires_at = _encrypted(service, connection, trust)
    result = Result(service, None, tls_version=version, expires_at=expires_at)
    if dialogue:
        offered = _offered(dialogue, service, connection)
    else:
        offered = offered_on_the_web(service, connection)
    if not offered & PASSWORD_LOGINS:
        return replace(result, fault=Fault.LOGIN_MISSING, detail=" ".join(sorted(offered)))
    if expires_at - datetime.now(UTC) < EXPIRES_SOON:
        return replace(result, fault=Fault.CERTIFICATE_EXPIRES_SOON)
    return result


def _offered(dialogue: Dialogue, service: Service, connection: Connection) -> frozenset[str]:
    """Asked anew: what a server offers in the clear says nothing about what it offers now."""
    if service.security is SocketSecurity.SSL_TLS or dialogue.greets_again:
        dialogue.greet(connection)
    offered = dialogue.capabilities(connection)
    with suppress(CheckFailed):
        dialogue.leave(connection)
    return offered


def _name_silence(service: Service, connection: Connection, trust: ssl.SSLContext) -> NoReturn:
    """A server that greets nobody may wait for the client to encrypt: it answers a handshake."""
    try:
        connection.start_tls(trust, service.host)
    except CheckFailed as failure:
        if failure.fault in (Fault.TIMEOUT, Fault.DISCONNECTED, Fault.NOT_ENCRYPTED):
            raise CheckFailed(Fault.TIMEOUT) from failure
    raise CheckFailed(Fault.ENCRYPTED_AT_ONCE)


def _ask_for_tls(dialogue: Dialogue, connection: Connection) -> None:
    dialogue.greet(connection)
    offered = dialogue.capabilities(connection)
    if STARTTLS not in offered:
        raise CheckFailed(Fault.STARTTLS_MISSING, " ".join(sorted(offered)))
    dialogue.request_tls(connection)
    if connection.has_unread:
        # Sent in the clear, it would be read as if it had come encrypted.
        raise CheckFailed(Fault.DATA_INJECTED, connection.read_line())


def _encrypted(
    service: Service, connection: Connection, trust: ssl.SSLContext
) -> tuple[str, datetime]:
    try:
        return connection.start_tls(trust, service.host)
    except CheckFailed as failure:
        if failure.fault is Fault.NOT_ENCRYPTED and service.security is SocketSecurity.STARTTLS:
            raise CheckFailed(Fault.DATA_INJECTED, failure.detail) from failure
        raise
