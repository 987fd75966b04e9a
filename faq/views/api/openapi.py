"""The description of the read API, as it is served."""

from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

SOURCE = Path(__file__).parents[2] / "openapi.yaml"


@cache
def openapi_document() -> dict[str, object]:
    """The OpenAPI 3.1 document in `faq/openapi.yaml`, with this site as the server."""
    document: dict[str, object] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return {**document, "servers": [{"url": settings.SITE_URL}]}
