"""The mirror: every public page as a file."""

import gzip
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from faq.models import EntryAlias, ServiceNotice
from faq.services.operation.static_copy import write_mirror
from tests.factories import make_category, make_code, make_entry


@pytest.fixture
def mirror(db: None, tmp_path: Path) -> Path:
    """A mirror of a small site, in a folder where an older file lies."""
    category = make_category("post")
    entry = make_entry("pop3-imap", category=category)
    EntryAlias.objects.create(key="imap", entry=entry)
    make_code("550", is_listed=True)
    ServiceNotice.objects.create(pk=7, title="Gestört", status="published")
    (tmp_path / "faq" / "veraltet").mkdir(parents=True)
    (tmp_path / "faq" / "veraltet" / "index.html").write_text("alt")
    (settings.STATIC_ROOT / "site.css").write_text("body{}")
    write_mirror(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "index.html", "post/index.html", "faq/pop3-imap/index.html", "faq/pop3-imap.md",
        "fehlercodes/index.html", "fehlercode/550/index.html", "suche/index.html", "404.html",
        "stoerungen/7/index.html", "sitemap.xml", "robots.txt", "static/site.css",
    ],
)  # fmt: skip
def test_page_is_a_file_with_compressed_copies(mirror: Path, name: str) -> None:
    body = (mirror / name).read_bytes()

    assert body
    assert gzip.decompress((mirror / f"{name}.gz").read_bytes()) == body
    assert brotli.decompress((mirror / f"{name}.br").read_bytes()) == body


@pytest.mark.parametrize("name", ["faq/pop3-imap/schritte", "faq/imap"])
def test_other_address_leads_on(mirror: Path, name: str) -> None:
    page = (mirror / name / "index.html").read_text()

    assert 'content="0; url=/faq/pop3-imap/' in page


def test_search_lists_every_answer_instead(mirror: Path) -> None:
    page = (mirror / "suche" / "index.html").read_text()

    assert "/faq/pop3-imap/" in page
    assert "/fehlercode/550/" in page


def test_what_is_gone_is_removed(mirror: Path) -> None:
    assert not (mirror / "faq" / "veraltet").exists()
