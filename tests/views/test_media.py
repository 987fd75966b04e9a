"""Uploaded pictures: served as pictures and as nothing else."""

from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db  # the page that says "not found" lists the categories


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "bilder").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    return tmp_path / "media"


def test_picture_is_served_alone_and_kept(client: Client, media: Path) -> None:
    (media / "bilder" / "a.png").write_bytes(b"picture")

    response = client.get("/media/bilder/a.png")

    assert response.getvalue() == b"picture"
    assert response["Content-Type"] == "image/png"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.txt", "a", "a.png.exe"])
def test_other_files_are_not_served(client: Client, media: Path, name: str) -> None:
    (media / "bilder" / name).write_bytes(b"<script>alert(1)</script>")

    assert client.get(f"/media/bilder/{name}").status_code == 404


@pytest.mark.parametrize("name", ["fehlt.png", "bilder/../../secret.png", "../secret.png"])
def test_nothing_outside_is_served(client: Client, name: str) -> None:
    assert client.get(f"/media/{name}").status_code in {400, 404}


def test_pictures_cannot_be_sent_there(client: Client) -> None:
    assert client.post("/media/bilder/a.png").status_code == 405
