"""The description of the read API, as it is served."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from faq.models import shown_house, site_url

SOURCE = Path(__file__).parents[2] / "openapi.yaml"


def openapi_document() -> dict[str, Any]:
    """The OpenAPI 3.1 document in `faq/openapi.yaml`, under the name of this site."""
    document = described()
    info = {**document["info"], "title": shown_house().site_name}
    return {**document, "info": info, "servers": [{"url": site_url()}]}


@cache
def described() -> dict[str, Any]:
    """What is said of the API, whatever the site is called."""
    document: dict[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return document
