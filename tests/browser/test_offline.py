"""Without net: what was visited and the settings open, the analysis says what it can do."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def ready(open_page: Callable[..., Page], path: str) -> Page:
    """A page whose worker has taken over."""
    page = open_page(path)
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def test_visited_answers_and_settings_open_without_net(open_page: Callable[..., Page]) -> None:
    page = ready(open_page, "/")
    page.goto("/faq/pop3-imap/")
    title = page.get_by_role("heading", level=1).inner_text()

    page.context.set_offline(True)
    page.goto("/faq/pop3-imap/")
    assert page.get_by_role("heading", level=1).inner_text() == title
    page.goto("/einrichten/")
    expect(page.locator("#imap-ssl-tls")).to_contain_text("993")
    page.goto("/faq/abwesenheit/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sie sind gerade ohne Internet")
    page.goto("/fehleranalyse/")
    page.get_by_label("Ihre Meldung").fill("550 5.1.1 user unknown")
    page.get_by_role("button", name="Fehlermeldung verstehen").click()
    expect(page.get_by_text("Ihre eingefügte Meldung wurde nicht übertragen.")).to_be_visible()
    page.context.set_offline(False)


def test_neither_searches_nor_messages_are_kept(open_page: Callable[..., Page]) -> None:
    page = ready(open_page, "/")
    page.goto("/suche/?q=marke4711")
    page.goto("/fehleranalyse/")
    page.get_by_label("Ihre Meldung").fill("550 5.1.1 marke4711@kunde.example user unknown")
    page.get_by_role("button", name="Fehlermeldung verstehen").click()
    page.goto("/faq/pop3-imap/")

    kept = page.evaluate(
        """async () => {
          const texts = [];
          for (const name of await caches.keys()) {
            const store = await caches.open(name);
            for (const request of await store.keys()) {
              texts.push(request.url + (await (await store.match(request)).text()));
            }
          }
          return texts.join();
        }"""
    )
    assert "pop3-imap" in kept
    assert "marke4711" not in kept


def test_paste_button_fills_the_field(open_page: Callable[..., Page]) -> None:
    page = open_page("/fehleranalyse/", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('550 5.1.1 unknown')")

    page.get_by_role("button", name="Aus der Zwischenablage einfügen").click()

    expect(page.get_by_label("Ihre Meldung")).to_have_value("550 5.1.1 unknown")
