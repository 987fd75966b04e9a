"""The charset a request claims is ignored: everything here is UTF-8.

Django looks up the codec of that name in the whole interpreter while it builds the request, before
any middleware: `charset=rot13` would be an unhandled error. A WSGI layer in front of Django.
"""

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class OnlyUtf8:
    """Removes the parameter `charset` from the content type, leaving all others as they are."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        content_type = environ.get("CONTENT_TYPE", "")
        if "charset" in content_type.lower():
            environ["CONTENT_TYPE"] = without_charset(content_type)
        return self._application(environ, start_response)


def without_charset(content_type: str) -> str:
    """The media type and its parameters, less the charset."""
    parts = content_type.split(";")
    return ";".join(part for part in parts if not part.strip().lower().startswith("charset"))
