"""A finished answer: headers and body for each encoding, compressed once, tagged by its content."""

import gzip
import hashlib
import json
from dataclasses import dataclass

import brotli

Headers = list[tuple[str, str]]

ENCODINGS = ("br", "gzip", "identity")  # in the order in which we like to send them
COMPRESSED_TYPES = ("text/", "application/json", "application/xml", "application/atom+xml",
                    "application/ld+json", "image/svg+xml", "application/opensearch")  # fmt: skip
# Set for each variant anew, or true of the one request only that the page was made for.
LEFT_OUT = {"content-length", "content-encoding", "etag", "vary", "x-request-id"}
BYTES_AROUND = 4_000  # what headers, tag and objects of a page take beside its bodies, measured
NOT_MODIFIED_HEADERS = {"cache-control", "etag", "vary"}


@dataclass(frozen=True, slots=True)
class Variant:
    """What is sent to a reader who accepts this encoding."""

    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One answer with status 200; `version` is the content version it was made from.

    `made_at` counts seconds since 1970. The tag is weak: it names the page, not the bytes of one
    encoding, and is the same in all processes and after a restart.
    """

    version: int
    made_at: float
    etag: str
    variants: dict[str, Variant]
    not_modified: Headers

    @property
    def size(self) -> int:
        """Bytes in memory, so that a bound on them bounds the number of small pages, too."""
        return BYTES_AROUND + sum(len(variant.body) for variant in self.variants.values())


def finished(headers: Headers, body: bytes, *, version: int, made_at: float) -> Page:
    """Make the page of a view's answer."""
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    bodies = {"identity": body}
    if kind.startswith(COMPRESSED_TYPES):
        bodies["gzip"] = gzip.compress(body, 6, mtime=0)
        bodies["br"] = brotli.compress(body, quality=5)
    return assembled(headers, bodies, version=version, made_at=made_at)


def assembled(headers: Headers, bodies: dict[str, bytes], *, version: int, made_at: float) -> Page:
    etag = f'W/"{hashlib.sha256(bodies["identity"]).hexdigest()[:24]}"'
    common = [(name, value) for name, value in headers if name.lower() not in LEFT_OUT]
    common += [("ETag", etag), ("Vary", "Accept-Encoding")]
    variants = {}
    for encoding, body in bodies.items():
        own = [] if encoding == "identity" else [("Content-Encoding", encoding)]
        length = ("Content-Length", str(len(body)))
        variants[encoding] = Variant([*common, *own, length], body)
    short = [(name, value) for name, value in common if name.lower() in NOT_MODIFIED_HEADERS]
    return Page(version, made_at, etag, variants, short)


def to_bytes(page: Page) -> bytes:
    """The file's form: one line of JSON, then the bodies one after the other."""
    variants = page.variants
    head = {
        "version": page.version,
        "made_at": page.made_at,
        "headers": variants["identity"].headers,
        "lengths": {encoding: len(variant.body) for encoding, variant in variants.items()},
    }
    bodies = (variant.body for variant in variants.values())
    return b"".join([json.dumps(head).encode(), b"\n", *bodies])


def from_bytes(data: bytes) -> Page:
    """Read a file's form. Raises ValueError, KeyError or TypeError for what is no such file."""
    line, _, rest = data.partition(b"\n")
    head = json.loads(line)
    bodies, start = {}, 0
    for encoding, length in head["lengths"].items():
        bodies[encoding] = rest[start : start + length]
        start += length
    if start != len(rest):
        raise ValueError("cut off")
    headers = [(str(name), str(value)) for name, value in head["headers"]]
    return assembled(headers, bodies, version=int(head["version"]), made_at=float(head["made_at"]))
