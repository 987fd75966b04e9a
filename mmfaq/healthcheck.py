"""Ask the server in this container whether it is alive: exit code 0 or 1, for HEALTHCHECK."""

import socket
import sys
from http.client import HTTPConnection, HTTPException

from django.core.exceptions import ImproperlyConfigured

from mmfaq.environment import ENVIRONMENT, UNIX_SOCKET, bracketed, wrong

SECONDS = 2


def is_alive() -> bool:
    """Whether what listens at BIND answers under the site's own name.

    Raises ImproperlyConfigured where a setting is none.
    """
    where = ENVIRONMENT.listening("BIND", default="127.0.0.1:8000")
    host = ENVIRONMENT.web_address("SITE_URL", default="http://127.0.0.1:8000").host
    connection = HTTPConnection(bracketed(host))
    try:
        connection.sock = connected(where)
        connection.request("GET", "/gesund/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def connected(where: str) -> socket.socket:
    """A connection to an address as gunicorn has it; what listens at 0.0.0.0 is asked there."""
    kind, _, path = where.partition(":")
    if kind == UNIX_SOCKET:
        stream = socket.socket(socket.AF_UNIX)
        stream.settimeout(SECONDS)
        stream.connect(path.removeprefix("//"))
        return stream
    if kind == "fd":
        raise wrong("BIND", where, "is a socket that only the server itself has")
    host, _, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


if __name__ == "__main__":
    try:
        sys.exit(0 if is_alive() else 1)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
