"""An authority and its certificates for a run, and the client's trust in it."""

import ssl

import pytest

from faq.mailcheck import trust_store
from tests.mailcheck.authority import Authority, Issued


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def issued(authority: Authority) -> Issued:
    """What a well-kept server on this machine would use."""
    return authority.issue("localhost")


@pytest.fixture(scope="session")
def trust(authority: Authority) -> ssl.SSLContext:
    return trust_store(authority.ca_file)
