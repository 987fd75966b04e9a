"""What pages are made of is what makes them anew: no table is forgotten."""

import re
from typing import Any, Final

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from faq.models import ContentVersion, ServiceNotice
from faq.models.registry import PUBLIC_CONTENT
from faq.web.policy import addresses
from tests.factories import (
    make_code,
    make_entry,
    make_house,
    make_mail_program,
    make_mail_server,
    make_mail_servers,
    make_page,
)

pytestmark = pytest.mark.django_db

# Read for pages, too: the version itself, what is written with the content, what is read most.
NO_CONTENT: Final = {"faq_contentversion", "faq_searchdocument", "faq_pageview"}


def test_every_list_of_rows_counts_up_the_version(db: None) -> None:
    """Also when nothing but the list changes, as in the shell."""
    notice = ServiceNotice.objects.create(title="Gestört", status="published")
    lists = [
        (make_entry("a").related, make_entry("b")),
        (make_code("5.1.1").related, make_code("550")),
        (notice.services, make_mail_server()),
    ]
    for related, row in lists:
        before = ContentVersion.current()
        related.add(row)
        assert ContentVersion.current() > before


def test_every_table_that_pages_are_made_of_counts_up_the_version(client: Client) -> None:
    make_house()
    make_mail_servers()
    make_mail_program()
    make_page()
    make_code("5.1.1").related.add(make_code("550"))
    make_entry("a").related.add(make_entry("b"))
    ServiceNotice.objects.create(title="Gestört", status="published")
    read: set[str] = set()

    def execute(run: Any, sql: str, *rest: Any) -> Any:
        read.update(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))
        return run(sql, *rest)

    paths = [address.path for address in addresses(lambda policy: policy.public)]
    with connection.execute_wrapper(execute):
        for path in [*paths, "/suche/?q=a"]:
            client.get(path)

    content = {model._meta.db_table for model in PUBLIC_CONTENT}
    lists = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.auto_created in PUBLIC_CONTENT
    }
    assert read - content - lists == NO_CONTENT
