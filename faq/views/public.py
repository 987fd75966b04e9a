"""What makes a view public: its answer is the same for everybody and may be kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]

# A browser asks each time (a 304 costs nothing); a proxy may hold a minute and bridge an outage.
CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-while-revalidate=300, stale-if-error=86400"


def public_page(*, query: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Mark the successful answers of a view as the same for everybody.

    `query` names the parameters that make a page of their own; the page cache drops all others
    before the view sees them.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if response.status_code == 200:
                response.headers.setdefault("Cache-Control", CACHE_CONTROL)
            return response

        marked.public_parameters = query  # type: ignore[attr-defined]
        return marked

    return decorate
