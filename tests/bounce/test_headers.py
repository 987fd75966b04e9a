"""Is the way of a message read from its headers, and only our own servers believed?"""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.bounce.headers import journey

OWN = ("mail.host.example",)
HEADERS = """\
Authentication-Results: mail.host.example; spf=pass smtp.mailfrom=example.org;
 dkim=pass header.d=example.org; dmarc=pass
Received: from mx.example.org (mx.example.org [192.0.2.1]) by mail.host.example
 with ESMTPS; Tue, 1 Dec 2026 10:47:00 +0100
Received: from pc.example.org by mx.example.org with ESMTP; Tue, 1 Dec 2026 10:00:00 +0100
From: Eva <eva@example.org>
Subject: Angebot

Text
"""


def test_way_goes_from_the_first_server_to_the_last() -> None:
    found = journey(HEADERS, OWN)

    assert found is not None
    assert [(hop.sender, hop.server) for hop in found.hops] == [
        ("pc.example.org", "mx.example.org"),
        ("mx.example.org", "mail.host.example"),
    ]
    assert found.slowest == found.hops[1]
    assert found.hops[1].waited == timedelta(minutes=47)


def test_result_of_our_own_server_counts() -> None:
    found = journey(HEADERS, OWN)

    assert found is not None
    assert found.is_genuine


@pytest.mark.parametrize("server", ["mx.example.org", "mail.host.example.org", "evil"])
def test_result_of_anybody_else_counts_for_nothing(server: str) -> None:
    found = journey(HEADERS.replace("Results: mail.host.example", f"Results: {server}"), OWN)

    assert found is not None
    assert found.results == ()
    assert found.is_genuine is None


def test_failed_policy_outweighs_a_passed_check() -> None:
    found = journey(HEADERS.replace("dmarc=pass", "dmarc=fail"), OWN)

    assert found is not None
    assert found.is_genuine is False


def test_text_without_headers_has_no_way() -> None:
    assert journey("Hallo,\nwas ist das?", OWN) is None


@given(st.one_of(st.binary(), st.text()))
@settings(max_examples=100)
def test_any_input_is_survived(source: bytes | str) -> None:
    journey(source, OWN)
    journey(HEADERS + str(source), OWN)
