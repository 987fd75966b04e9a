"""Profiles signed with the host's certificate, checked by OpenSSL."""

import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import Client, override_settings

from tests.mailcheck.authority import Authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def test_signed_profile_verifies_against_its_authority(
    program: Client, authority: Authority, tmp_path: Path
) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to verify with")
    signer = authority.issue("hilfe.example")
    with override_settings(PROFILE_SIGNER=(signer.certificate, signer.key)):
        response = program.post("/apple.mobileconfig", {"email": "anna@kunde.example"})

    signed = tmp_path / "signed.mobileconfig"
    signed.write_bytes(response.content)
    options = ["-inform", "DER", "-CAfile", authority.ca_file, "-purpose", "any", "-in", signed]
    verified = subprocess.run(
        [openssl, "smime", "-verify", *options], capture_output=True, check=True
    )
    (account,) = plistlib.loads(verified.stdout)["PayloadContent"]
    assert account["EmailAddress"] == "anna@kunde.example"


def test_files_that_went_after_the_start_are_named_at_deployment(authority: Authority) -> None:
    signer = authority.issue("hilfe.example")
    signer.key.unlink()

    with override_settings(PROFILE_SIGNER=(signer.certificate, signer.key)):
        found = [message.id for message in run_checks(include_deployment_checks=True)]

    assert "faq.E010" in found


def test_usable_signing_settings_are_silent(authority: Authority) -> None:
    signer = authority.issue("hilfe.example")

    with override_settings(PROFILE_SIGNER=(signer.certificate, signer.key)):
        found = [message.id for message in run_checks(include_deployment_checks=True)]

    assert "faq.E010" not in found
