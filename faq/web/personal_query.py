"""Addresses of people in the query of a page: they would stand in histories and servers' logs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from faq.incoming import without_addresses

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def query_without_addresses(query: QueryDict) -> QueryDict:
    """Give the query with the example in place of each address."""
    clean = query.copy()
    for name, values in query.lists():
        clean.setlist(name, [without_addresses(value) for value in values])
    return clean


def without_addresses_in_query(view: View) -> View:
    """Answer a query that names an address with one redirect to the same query without it.

    Scripts put the example in its place before anything is sent (static/js/whole.js); this is for
    browsers without them and for links in tickets.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        clean = query_without_addresses(request.GET)
        if clean == request.GET:
            return view(request, *args, **kwargs)
        response = HttpResponseRedirect(f"?{clean.urlencode()}")
        add_never_cache_headers(response)
        return response

    return cast(View, answered)
