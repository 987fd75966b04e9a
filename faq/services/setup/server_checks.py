"""Checking the published mail servers for real, and keeping what was found."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from faq.mailcheck import Protocol, Result, Service, SocketSecurity, check_all, trust_store
from faq.models import MailServer, MailServerCheck
from faq.services.setup.fault_notices import follow


def check_servers() -> list[MailServerCheck]:
    """Connect to every published server, side by side; keep and return the results in order."""
    servers = list(MailServer.objects.offered().with_checks())
    services = [
        Service(Protocol(row.protocol), SocketSecurity(row.security), row.host, row.port, row.path)
        for row in servers
    ]
    trust = trust_store(settings.MAILCHECK_CA_FILE)
    results = check_all(services, trust, private=settings.PRIVATE_NETWORKS)
    now = timezone.now()
    # After the network, not around it: a write lock must not wait for a server that hangs.
    with transaction.atomic():
        checks = [
            _keep(server, result, now) for server, result in zip(servers, results, strict=True)
        ]
        follow(checks)
        return checks


def _keep(server: MailServer, result: Result, now: datetime) -> MailServerCheck:
    fault = result.fault.value if result.fault else ""
    before = server.current_check
    since = before.unchanged_since if before and before.fault == fault else now
    check, _ = MailServerCheck.objects.update_or_create(
        server=server,
        defaults={
            "host": server.host,
            "port": server.port,
            "checked_at": now,
            "fault": fault,
            "unchanged_since": since,
            "is_usable": result.is_usable,
            "failures": 0 if result.is_usable else (before.failures if before else 0) + 1,
            "detail": result.detail,
            "tls_version": result.tls_version,
            "expires_at": result.expires_at,
        },
    )
    return check
