"""A fresh public site: nothing to complain about, and the operator hears what is left to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.site import ROOT, site_environment

PUBLIC = {
    "SITE_URL": "https://hilfe.example.org",
    "SECRET_KEY": "for-a-public-site-0123456789-abcdefghijklmnopqrstuvwxyz",
    "TRUSTED_PROXIES": "127.0.0.1",
}


def manage(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = site_environment(folder, 8000) | {
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"
    }
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment | settings,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A new site in a folder that was not there, and what the command said."""
    folder = tmp_path_factory.mktemp("public") / "data"
    finished = manage(folder, "prepare", **PUBLIC)
    assert finished.returncode == 0, finished.stderr
    return folder, finished.stdout


def test_deployment_check_finds_nothing(prepared: tuple[Path, str]) -> None:
    words = ("check", "--deploy", "--database", "default", "--fail-level", "DEBUG")

    finished = manage(prepared[0], *words, **PUBLIC)

    assert finished.returncode == 0, finished.stderr
    assert finished.stdout == "System check identified no issues (0 silenced).\n"


def test_operator_is_told_which_pages_only_he_can_fill_in(prepared: tuple[Path, str]) -> None:
    for title in ("Impressum", "Datenschutzerklärung", "Erklärung zur Barrierefreiheit"):
        assert f"Still to be filled in by staff: the page “{title}”." in prepared[1]


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SITE_URL": "http://hilfe.example.org"}, "SITE_URL must begin with https://"),
        ({"DEBUG": "an"}, "DEBUG shows the insides"),
        ({"ALLOWED_HOSTS": "a.example, *"}, "ALLOWED_HOSTS=* believes every host name"),
        ({"TRUSTED_PROXIES": "nginx"}, "is no address or network"),
        ({"TRUSTED_PROXIES": "0.0.0.0/0"}, "would believe strangers"),
        ({"CACHE_URL": "redis://counters:eins"}, "CACHE_URL=redis://"),
        ({"SENTRY_DSN": "https://sentry.example"}, "SENTRY_DSN=https://… cannot be read"),
        ({"STAFF_SECOND_FACTOR": "jein"}, "is neither yes nor no"),
        ({"PROFILE_CERTIFICATE": "/missing.pem"}, "PROFILE_CERTIFICATE means nothing without"),
        (
            {"PROFILE_CERTIFICATE": "/missing.pem", "PROFILE_KEY": "/a"},
            "/missing.pem cannot be read",
        ),
        ({"PROFILE_KEY": "/missing.key"}, "PROFILE_KEY means nothing without PROFILE_CERTIFICATE"),
        ({"MAILCHECK_CA_FILE": "/missing.pem"}, "MAILCHECK_CA_FILE=/missing.pem cannot be read"),
        ({"MEDIA_S3_ENDPOINT": "https://store.example"}, "nothing without MEDIA_S3_BUCKET"),
        ({"MEDIA_S3_REGION": "eu"}, "MEDIA_S3_REGION means nothing without MEDIA_S3_BUCKET"),
        ({"MEDIA_S3_BUCKET": "a", "MEDIA_S3_ACCESS_KEY": "b"}, "without MEDIA_S3_SECRET_KEY"),
        ({"MEDIA_S3_BUCKET": "a", "MEDIA_S3_SECRET_KEY": "b"}, "without MEDIA_S3_ACCESS_KEY"),
    ],
)
def test_public_site_that_is_not_fit_for_it_does_not_start(
    tmp_path: Path, settings: dict[str, str], reason: str
) -> None:
    finished = manage(tmp_path, "check", **PUBLIC | settings)

    assert finished.returncode != 0
    assert reason in finished.stderr


@pytest.mark.parametrize(
    ("package", "settings"),
    [
        ("redis", {"CACHE_URL": "redis://counters"}),
        ("psycopg", {"DATABASE_URL": "postgres://a:b@database.example/c"}),
        ("sentry_sdk", {"SENTRY_DSN": "https://key@sentry.example/1"}),
        ("storages", {"MEDIA_S3_BUCKET": "hilfe"}),
    ],
)
def test_setting_whose_package_is_missing_is_named(
    tmp_path: Path, package: str, settings: dict[str, str]
) -> None:
    (tmp_path / "sitecustomize.py").write_text(f"import sys; sys.modules[{package!r}] = None")

    finished = manage(tmp_path, "check", **PUBLIC | settings | {"PYTHONPATH": str(tmp_path)})

    [name] = settings
    assert finished.returncode != 0
    assert finished.stderr.startswith(f"{name}=")
    assert f"needs the package {package} (extra: " in finished.stderr


@pytest.mark.parametrize("name", ["TRUSTED_PROXIES", "STAFF_SECOND_FACTOR", "RATE_LIMITS"])
def test_deployment_check_names_a_protection_that_is_off(
    prepared: tuple[Path, str], name: str
) -> None:
    value = "" if name == "TRUSTED_PROXIES" else "nein"

    finished = manage(
        prepared[0], "check", "--deploy", "--fail-level", "WARNING", **PUBLIC | {name: value}
    )

    assert finished.returncode != 0
    assert name in finished.stderr


@pytest.mark.parametrize("given", ["currentSchema=hilfe", "options=-c%20search_path%3Dhilfe"])
def test_settings_given_for_the_server_leave_ours_as_they_are(tmp_path: Path, given: str) -> None:
    url = f"postgres://hilfe:x@127.0.0.1/hilfe?{given}"
    code = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS'])"

    finished = manage(tmp_path, "shell", "-v0", "-c", code, **PUBLIC | {"DATABASE_URL": url})

    assert "-c statement_timeout=5000" in finished.stdout
    assert "-c search_path=hilfe" in finished.stdout
