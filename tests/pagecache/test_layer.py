"""What the page cache answers itself, what it leaves to Django, and what it says in need."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import LazySettings

from faq.web.pagecache.layer import best_encoding, is_match

World = Any  # the class of the fixture `world`, in conftest.py


def test_second_reader_is_answered_without_django(world: World) -> None:
    first, second = world.get(), world.get()

    assert (first.status, first.headers, first.body) == (
        second.status, second.headers, second.body,
    )  # fmt: skip
    assert world.asked == ["/"]


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_each_encoding_carries_the_same_page_under_the_same_tag(
    world: World, encoding: str
) -> None:
    plain = world.get()

    packed = world.get(accept_encoding=encoding)

    assert packed.text == "Guten Tag"
    assert packed.headers["etag"] == plain.headers["etag"]
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["content-length"] == str(len(packed.body))


def test_head_has_the_headers_and_no_body(world: World) -> None:
    head = world.get(method="HEAD", accept_encoding="gzip")

    assert head.headers == world.get(accept_encoding="gzip").headers
    assert head.body == b""


@pytest.mark.parametrize("form", ["{}", '"other", {}', "*", "strong"])
def test_known_tag_is_answered_with_304(world: World, form: str) -> None:
    etag = world.get().headers["etag"]
    header = etag.removeprefix("W/") if form == "strong" else form.format(etag)

    answer = world.get(if_none_match=header)

    assert answer.status == "304 Not Modified"
    assert answer.headers["etag"] == etag
    assert answer.body == b""


def test_other_tag_is_answered_in_full(world: World) -> None:
    assert world.get(if_none_match='W/"other"').status == "200 OK"


def test_changed_content_is_seen_at_the_next_look(world: World) -> None:
    world.get()

    world.change_content("Neu")

    assert world.get().text == "Neu"


def test_page_made_while_somebody_saves_is_made_again(world: World) -> None:
    """Its text may be the old one, so it must not count as that of the new version."""
    world.before_answer = lambda: world.change_content("Neu")
    world.get()
    world.before_answer = lambda: None

    world.get()

    assert world.asked == ["/", "/"]


def test_tag_survives_a_change_elsewhere(world: World) -> None:
    etag = world.get().headers["etag"]

    world.change_content(world.text)

    assert world.get().headers["etag"] == etag


def test_unknown_parameters_make_no_new_page(world: World) -> None:
    world.get("/?from=mail")
    world.get("/?from=chat&x=%00")

    assert world.asked == ["/"]


def test_declared_parameter_makes_a_page_of_its_own(world: World) -> None:
    world.get("/suche/?q=eins&x=1")
    world.get("/suche/?q=zwei")
    world.get("/suche/?y=2&q=eins")

    assert world.asked == ["/suche/?q=eins", "/suche/?q=zwei"]


def test_what_readers_typed_is_not_written_to_disk(world: World) -> None:
    world.get("/suche/?q=geheim")

    assert not list(world.folder.glob("*"))


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "POST"},
        {"cookie": "a=b; sessionid=abc"},
        {"host": "elsewhere.example.org"},
        {"path": "/bereit/"},
        {"path": "/gibt-es-nicht/so/nicht/"},
        {"path": "/admin/"},
    ],
)
def test_other_requests_pass_through_each_time(world: World, request_: dict[str, str]) -> None:
    world.get(**request_)
    world.get(**request_)

    assert len(world.asked) == 2


def test_plain_request_passes_through_where_tls_is_asked(
    world: World, settings: LazySettings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    world.get()
    world.get()

    assert len(world.asked) == 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", []),
        ("302 Found", [("Location", "/")]),
        ("200 OK", [("Cache-Control", "no-store")]),
        ("200 OK", [("Cache-Control", "public, s-maxage=60"), ("Set-Cookie", "a=b")]),
    ],
)
def test_answer_not_marked_as_public_is_not_kept(
    world: World, status: str, headers: list[tuple[str, str]]
) -> None:
    world.status, world.headers = status, headers
    world.get()

    assert world.get().status == status
    assert len(world.asked) == 2


def test_memory_is_bounded(world: World) -> None:
    world.max_bytes = 100_000
    world.start()

    for number in range(100):
        world.get(f"/suche/?q={number}")
        world.get("/suche/?q=0")

    pages = world.cache._pages.values()
    assert 1 < len(pages) < 25  # small ones count more than their few bytes
    assert sum(page.size for page in pages) <= 100_000


def test_page_larger_than_the_memory_is_answered_all_the_same(world: World) -> None:
    world.max_bytes = 10_000
    world.text = "x" * 20_000
    world.start()

    assert world.get().text == world.get().text == world.text
    assert not world.cache._pages


def test_name_of_the_request_is_not_kept(world: World) -> None:
    world.headers.append(("X-Request-ID", "first"))
    world.get()

    assert "x-request-id" not in world.get().headers


def test_page_is_made_of_path_and_known_parameters_alone(world: World) -> None:
    world.get("/suche/?q=eins&x=1", host="127.0.0.1:8000", accept="x", script_name="/x", cookie="a")

    assert {name for name in world.seen if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert world.seen["SCRIPT_NAME"] == ""
    assert (world.seen["PATH_INFO"], world.seen["QUERY_STRING"]) == ("/suche/", "q=eins")


def test_path_with_a_question_mark_is_no_other_page(world: World) -> None:
    world.get("/fehlercode/550/")
    environ = {"PATH_INFO": "/fehlercode/550?x/", "QUERY_STRING": ""}

    world.get("/fehlercode/550/", **environ)

    assert world.seen["PATH_INFO"] == "/fehlercode/550?x/"
    assert world.seen["QUERY_STRING"] == ""


def test_long_headers_hosts_and_paths_are_not_remembered(world: World) -> None:
    for number in range(20):
        long = f"{number}" * 5_000
        world.get(accept_encoding=f"x{long}")
        world.get(host=long)
        world.get(f"/fehlercode/{long}/")

    for memory in (world.cache._encodings, world.cache._hosts, world.cache._policies):
        assert all(len(text) <= 200 for text in memory)


def test_number_of_what_is_remembered_is_bounded(world: World) -> None:
    for number in range(5_000):
        world.cache._encoding(f"gzip;q=0.{number}")

    assert len(world.cache._encodings) <= 2_000


# -- without database


def test_page_seen_before_is_served_while_the_database_is_away(world: World) -> None:
    world.get()
    world.change_content("Neu")
    world.lose_database()

    answer = world.get()

    assert answer.text == "Guten Tag"
    assert answer.headers["age"] == "0"


def test_page_never_seen_gives_503_and_a_time(world: World) -> None:
    world.lose_database()

    answer = world.get()

    assert answer.status == "503 Service Unavailable"
    assert answer.headers["retry-after"] == "10"
    assert "gerade nicht erreichbar" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert world.asked == []


def test_other_requests_are_not_tried_while_the_database_is_away(world: World) -> None:
    world.lose_database()

    assert world.get("/admin/").status == "503 Service Unavailable"
    assert world.asked == []


@pytest.mark.parametrize("path", ["/gesund/", "/static/css/site.css"])
def test_what_needs_no_database_is_still_answered(world: World, path: str) -> None:
    world.lose_database()

    assert world.get(path).status == "200 OK"


def test_page_is_fresh_again_when_the_database_is_back(world: World) -> None:
    world.get()
    world.lose_database()
    world.is_lost = False

    world.change_content("Neu")

    assert world.get().text == "Neu"


def test_failing_page_is_bridged_with_its_last_good_copy(world: World) -> None:
    world.get()
    world.change_content("Neu")
    world.status = "500 Internal Server Error"

    assert world.get().text == "Guten Tag"


def test_failing_page_never_seen_shows_its_error(world: World) -> None:
    world.status = "500 Internal Server Error"

    assert world.get().status == "500 Internal Server Error"


# -- after a restart


def test_current_copy_on_disk_is_served_by_a_new_process(world: World) -> None:
    before = world.get()

    world.start()

    assert world.get().headers == before.headers
    assert world.asked == ["/"]


def test_copy_of_another_release_is_not_current(world: World) -> None:
    world.get()
    world.release = "two"
    world.start()

    world.get()

    assert world.asked == ["/", "/"]


def test_copy_of_another_release_is_not_even_a_bridge(world: World) -> None:
    """What an older version wrote may be wrong in ways that the newer one was made to cure."""
    world.get()
    world.release, world.is_lost = "two", True
    world.start()

    assert world.get().status == "503 Service Unavailable"


@pytest.mark.parametrize("damage", [b"", b"{}", b"nonsense\n", b'{"lengths": {"br": 9}}\nx'])
def test_damaged_copy_is_made_again(world: World, damage: bytes) -> None:
    world.get()
    for path in world.folder.glob("*.page"):
        path.write_bytes(damage)
    world.start()

    assert world.get().text == "Guten Tag"


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", "identity"),
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("GZip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("identity", "identity"),
        ("zstd", "identity"),
    ],
)
def test_encoding_is_the_best_one_accepted(header: str, encoding: str) -> None:
    assert best_encoding(header) == encoding


def test_tag_of_another_page_does_not_match() -> None:
    assert not is_match('W/"a", "b"', 'W/"c"')


class Held:
    """Holds the application's answer until it may go on."""

    def __init__(self) -> None:
        self.begun, self.may_go_on = threading.Event(), threading.Event()

    def __call__(self) -> None:
        self.begun.set()
        self.may_go_on.wait(5)


def test_those_who_ask_at_once_wait_for_one_of_them(world: World) -> None:
    world.before_answer = held = Held()

    with ThreadPoolExecutor(3) as readers:
        asked = [readers.submit(world.get)]
        assert held.begun.wait(5)
        asked += [readers.submit(world.get) for _ in range(2)]
        held.may_go_on.set()

    assert {answer.result().text for answer in asked} == {"Guten Tag"}
    assert world.asked == ["/"]


def test_nobody_waits_for_a_page_once_the_database_is_lost(world: World) -> None:
    world.get()
    world.change_content("Neu")
    world.before_answer = held = Held()

    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(world.get)
        assert held.begun.wait(5)
        second = readers.submit(world.get)
        world.lose_database()
        waited = second.result(timeout=1)
        held.may_go_on.set()

    assert waited.text == "Guten Tag"
    assert "age" in waited.headers
    assert first.result().text == "Neu"
