"""Which brand is asked: by the host a request names, for documents also by a customer's domain."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Final, NamedTuple

from django.conf import settings
from django.db import Error
from django.http.request import split_domain_port

from faq.models.brand import current_brand, in_brand
from faq.models.cache import shown_house
from faq.models.cached import Cached
from faq.models.house import House

# What stands before a customer's domain where programs look for settings.
DISCOVERY: Final = ("autoconfig", "autodiscover", "ua-auto-config")
UNKNOWN: Final = "?"
OWN_HOSTS: Final = (settings.SITE_HOST, "localhost", "127.0.0.1", "[::1]")


class BrandNames(NamedTuple):
    """The key of each brand, by the names it answers under and by the domains of its customers."""

    hosts: Mapping[str, str]
    domains: Mapping[str, str]


@Cached
def brand_names() -> BrandNames:
    """The names of all brands; the eye on the content version keeps them fresh."""
    brands = list(House.objects.brands())
    return BrandNames(
        {name: brand.key for brand in brands for name in brand.host_names},
        {name: brand.key for brand in brands for name in brand.customer_domains},
    )


def brand_of_host(host: str, *, ask: bool = True) -> str:
    """The key of the brand that answers under this host, with or without port; empty: the house.

    `UNKNOWN` for a host of somebody else while the names were never seen: better no name than a
    wrong one. Without `ask` the database is left alone.
    """
    name, _ = split_domain_port(host)
    first, _, rest = name.partition(".")
    names = _known(ask=ask)
    if names is None:
        return "" if name in OWN_HOSTS else UNKNOWN
    return names.hosts.get(name) or (names.domains.get(rest, "") if first in DISCOVERY else "")


def brand_of_customer(address: str) -> str:
    """The key of the brand whose customer has this address or domain; empty where nobody says."""
    domain = address.rpartition("@")[2].strip().lower().removesuffix(".")
    names = _known() if domain else None
    try:
        return names.domains.get(domain.encode("idna").decode(), "") if names else ""
    except UnicodeError:  # no domain at all
        return ""


def for_customer(address: str) -> AbstractContextManager[None]:
    """Let the brand of this address or domain answer; where nobody says, the one that was asked."""
    return in_brand(brand_of_customer(address) or current_brand())


def site_url() -> str:
    """Where the site is, without a slash at the end: of the brand that answers."""
    return shown_house().site_url if current_brand() else settings.SITE_URL


def _known(*, ask: bool = True) -> BrandNames | None:
    """The names as last seen, or now; None where neither can be."""
    with in_brand(""):
        try:
            return brand_names.last() or (brand_names() if ask else None)
        except Error:
            return None
