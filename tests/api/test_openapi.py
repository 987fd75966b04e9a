"""The API and its description agree: generated requests, valid and invalid, in this process.

What is checked: no server error, only described statuses, content types and schemas, invalid data
refused, unknown methods answered with 405.
"""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection

from faq.views.api.openapi import described
from tests.factories import make_code, make_entry, make_mail_server

JSON = "application/json"
schemathesis.serializer.alias("message/rfc822", "text/plain")

# oEmbed 1.0 itself demands 501 for a format that is not offered.
CONFIG = SchemathesisConfig.from_dict(
    {"checks": {"not_a_server_error": {"expected-statuses": ["2xx", "3xx", "4xx", "501"]}}}
)
schema = schemathesis.openapi.from_dict(dict(described()), config=CONFIG)
schema.app = get_wsgi_application()


@pytest.fixture
def content(db: None, kept_connection: None) -> None:
    """Rows behind the keys that the description gives as examples."""
    make_entry("pop3-imap")
    make_code("550")
    make_code("5.1.1")
    make_mail_server()


@schema.parametrize()
@settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_as_described(content: None, case: Case) -> None:
    # What is sent as plain text can break no schema but by being empty: "{}" is a text, too.
    excluded = [] if case.media_type in (None, JSON) else [negative_data_rejection]

    case.call_and_validate(excluded_checks=excluded)
