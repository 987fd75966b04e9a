"""The live check of all published mail servers, for cron and monitoring."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from faq.models import MailServerCheck
from faq.services.setup.server_checks import check_servers
from faq.services.setup.timer import every

# The exit status as monitoring plug-ins have it.
OK, WARNING, CRITICAL = 0, 1, 2


class Command(BaseCommand):
    help = "Check that every published mail server answers as published. Never logs in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the results as JSON")
        parser.add_argument(
            "--every", type=float, metavar="MIN", help="go on, checking every so many minutes"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every"]:
            every(options["every"] * 60, lambda: self.one_round(as_json=options["json"]))
            return
        status = exit_status(self.one_round(as_json=options["json"]))
        if status != OK:
            # Not CommandError: its exit status is always 1.
            raise SystemExit(status)

    def one_round(self, *, as_json: bool) -> list[MailServerCheck]:
        """One round: check, keep, say."""
        checks = check_servers()
        if as_json:
            self.stdout.write(json.dumps([_as_dict(check) for check in checks], indent=2))
        else:
            for check in checks:
                self.stdout.write(_as_line(check))
        return checks


def exit_status(checks: list[MailServerCheck]) -> int:
    """0 all is well (or nothing published), 1 a certificate ends soon, 2 a server has a fault."""
    if not all(check.is_usable for check in checks):
        return CRITICAL
    return WARNING if any(check.fault for check in checks) else OK


def _as_line(check: MailServerCheck) -> str:
    words = [f"{check.server.protocol} {check.host}:{check.port}", check.fault or "ok"]
    return " ".join([*words, check.tls_version, check.detail]).rstrip()


def _as_dict(check: MailServerCheck) -> dict[str, str | int | bool | None]:
    return {
        "protocol": check.server.protocol,
        "security": check.server.security,
        "host": check.host,
        "port": check.port,
        "fault": check.fault or None,
        "is_usable": check.is_usable,
        "detail": check.detail,
        "tls_version": check.tls_version or None,
        "expires_at": check.expires_at.isoformat() if check.expires_at else None,
        "checked_at": check.checked_at.isoformat(),
        "unchanged_since": check.unchanged_since.isoformat(),
    }
