"""The options by which an operator allows a seed or an import what staff's work forbids."""

from argparse import ArgumentParser
from collections.abc import Mapping

from faq.services.content.incoming import Allowed


def add_permissions(parser: ArgumentParser) -> None:
    """Offer `--overwrite-edited` and `--revive`."""
    parser.add_argument(
        "--overwrite-edited",
        action="store_true",
        help="also replace what staff have edited; dropped sections lead to the top of their entry",
    )
    parser.add_argument(
        "--revive",
        action="store_true",
        help="also publish drafts, and bring back what was withdrawn, merged or deleted",
    )


def allowed(options: Mapping[str, bool]) -> Allowed:
    """What the options allow."""
    return Allowed(overwrite_edited=options["overwrite_edited"], revive=options["revive"])
