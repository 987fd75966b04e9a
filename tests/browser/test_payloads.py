"""Hostile texts in a real browser without any content security policy: nothing runs.

The rendered text is parsed as a served page and inserted as the editor's preview inserts it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from faq.markup import render
from tests.markup.allowed import any_picture
from tests.markup.payloads import OWN, shared

BATCH = 3_000
WRAPPERS = ("{}", "[{}]({})", "![{}]({})", "## {}\n\n| {} |\n|---|\n| {} |")

# What a payload would call.
TRAP = """
window.executed = [];
for (const name of ["alert", "prompt", "confirm", "print", "open", "fetch"])
  window[name] = () => window.executed.push(name);
"""
# What the browser itself found in the text: calls, active elements, handlers, script addresses.
AUDIT = """
() => {
  const active = /^(script|iframe|object|embed|svg|math|style|link|meta|base|form|template)$/i;
  const handler = /^(on|style$|srcdoc$|formaction$)/i;
  const safe = /^(https?|mailto|tel)?:$/;
  const found = [...window.executed];
  for (const element of document.querySelectorAll("main *")) {
    if (active.test(element.localName)) found.push(element.outerHTML);
    for (const { name } of element.attributes) if (handler.test(name)) found.push(name);
    if (element.href && !safe.test(element.protocol)) found.push(element.href);
  }
  return found;
}
"""


@pytest.fixture
def show(new_context: Callable[..., Any]) -> Callable[[str], Page]:
    """A function that opens HTML as a page of its own host, with a trap and without network."""
    page: Page = new_context(offline=True).new_page()
    page.add_init_script(TRAP)

    def shown(html: str) -> Page:
        page.route(
            "http://help.example/",
            lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"),
        )
        page.goto("http://help.example/")
        return page

    return shown


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_payloads_run_nothing(show: Callable[[str], Page], wrapper: str) -> None:
    payloads = [*OWN, *shared()]
    found = []

    for start in range(0, len(payloads), BATCH):
        sources = [wrapper.replace("{}", payload) for payload in payloads[start : start + BATCH]]
        html = "".join(render(source, find_picture=any_picture).html for source in sources)
        page = show(f"<!doctype html><main>{html}</main><main id=preview></main>")
        page.evaluate("html => { document.querySelector('#preview').innerHTML = html }", html)
        page.wait_for_timeout(100)
        found += page.evaluate(AUDIT)

    assert found == []


def test_trap_catches_what_is_not_sanitised(show: Callable[[str], Page]) -> None:
    page = show(
        "<!doctype html><main><img src=x onerror=alert(1)><script>prompt(1)</script></main>"
    )
    page.wait_for_timeout(300)

    assert {"alert", "prompt", "onerror"} <= set(page.evaluate(AUDIT))
