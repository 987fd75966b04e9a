"""What the site would log at its most talkative, as production writes it."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest

from faq.web.logs import JsonLine, WithoutAddresses


@pytest.fixture
def written() -> Iterator[StringIO]:
    """Everything logged during a test, in the form of production."""
    text = StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(JsonLine())
    handler.addFilter(WithoutAddresses())
    levels = {logger: logger.level for logger in (logging.getLogger(), logging.getLogger("django"))}
    for logger in levels:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield text
    for logger, level in levels.items():
        logger.removeHandler(handler)
        logger.setLevel(level)
