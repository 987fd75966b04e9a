"""A stand-in for an object store that speaks as much of S3 as pictures need, on loopback.

Addressed by path (`/bucket/key`): PUT, GET, HEAD, DELETE of objects and the listing of a folder,
for who signs with the right access key. Standard library only.
"""

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

BUCKET = "hilfe"
ACCESS_KEY = "access-of-the-help-site"


class ObjectStoreServer:
    """A running store as a context manager; `objects` holds the bodies by key.

    While `is_away` is set, every request is answered 503.
    """

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.is_away = False
        store = self

        class Handler(_Handler):
            owner = store

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @property
    def environment(self) -> Mapping[str, str]:
        """The settings of a site that keeps its pictures here."""
        return {
            "MEDIA_S3_BUCKET": BUCKET,
            "MEDIA_S3_ENDPOINT": self.url,
            "MEDIA_S3_ACCESS_KEY": ACCESS_KEY,
            "MEDIA_S3_SECRET_KEY": "secret-of-the-help-site",
            "MEDIA_S3_REGION": "eu-central-1",
        }

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    owner: ObjectStoreServer
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self._may_go_on():
            self.owner.objects[self._key] = body
            self._answer(200)

    def do_GET(self) -> None:
        if not self._may_go_on():
            return
        if not self._key:
            self._answer(200, self._listing(), "application/xml")
        elif self._key in self.owner.objects:
            self._answer(200, self.owner.objects[self._key])
        else:
            self._refuse(404, "NoSuchKey")

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        if self._may_go_on():
            self.owner.objects.pop(self._key, None)
            self._answer(204)

    @property
    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}").lstrip("/")

    def _may_go_on(self) -> bool:
        signature = self.headers.get("Authorization", "")
        if self.owner.is_away:
            self._refuse(503, "ServiceUnavailable")
        elif not signature.startswith(f"AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/"):
            self._refuse(403, "AccessDenied")
        elif not urlsplit(self.path).path.startswith(f"/{BUCKET}"):
            self._refuse(404, "NoSuchBucket")
        else:
            return True
        return False

    def _listing(self) -> bytes:
        """The objects and folders directly below the prefix (ListObjects)."""
        asked = parse_qs(urlsplit(self.path).query)
        prefix = asked.get("prefix", [""])[0]
        below = sorted(key for key in self.owner.objects if key.startswith(prefix))
        names = [key for key in below if "/" not in key.removeprefix(prefix)]
        folders = {prefix + key.removeprefix(prefix).partition("/")[0] + "/"
                   for key in below if key not in names}  # fmt: skip
        root = Element("ListBucketResult", xmlns="http://s3.amazonaws.com/doc/2006-03-01/")
        SubElement(root, "IsTruncated").text = "false"
        for key in names:
            SubElement(SubElement(root, "Contents"), "Key").text = key
        for folder in sorted(folders):
            SubElement(SubElement(root, "CommonPrefixes"), "Prefix").text = folder
        return tostring(root, xml_declaration=True, encoding="utf-8")

    def _refuse(self, status: int, code: str) -> None:
        root = Element("Error")
        SubElement(root, "Code").text = code
        self._answer(status, tostring(root), "application/xml")

    def _answer(self, status: int, body: bytes = b"", kind: str = "binary/octet-stream") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"etag"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: what tests print is about failures."""
