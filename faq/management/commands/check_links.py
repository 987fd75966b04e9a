"""Do the links in all texts lead somewhere: within the site, and, if asked, outside?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from faq.services.links.destination import LinkState
from faq.services.links.external_links import problem_with
from faq.services.links.text_links import CheckedLink, links_in_content


class Command(BaseCommand):
    help = "Fails when a link in a text leads nowhere; says which could be shorter today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--external", action="store_true", help="ask other sites, politely")

    def handle(self, *args: Any, **options: Any) -> None:
        links = list(links_in_content())
        problems = [line for link in links if (line := self._internal(link))]
        outside = sorted({link.link for link in links if _is_web(link)})
        if options["external"]:
            for address in outside:
                if problem := problem_with(address):
                    problems.append(f"{timezone.localdate()} {address}: {problem}")
        if problems:
            raise CommandError(f"{len(problems)} links lead nowhere:\n" + "\n".join(problems))
        asked = "asked" if options["external"] else "not asked"
        self.stdout.write(f"{len(links)} links, none is dead; {len(outside)} other sites {asked}.")

    def _internal(self, link: CheckedLink) -> str:
        match link.destination.state:
            case LinkState.DEAD | LinkState.GONE:
                return f"{link.place}: {link.link}"
            case LinkState.MOVED:
                self.stdout.write(f"moved: {link.place}: {link.link} → {link.destination.url}")
        return ""


def _is_web(link: CheckedLink) -> bool:
    return link.destination.state is LinkState.ELSEWHERE and link.link.startswith("http")
