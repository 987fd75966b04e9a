"""Copies on disk are bounded, and a disk that is full costs a copy, not an answer."""

import os
import threading
from pathlib import Path

import pytest

from faq.web.pagecache.files import PageFiles
from faq.web.pagecache.page import Page, finished

HEADERS = [("Content-Type", "text/html")]


@pytest.fixture
def some_page() -> Page:
    return finished(HEADERS, b"text" * 100, version=3, made_at=1.5)


@pytest.fixture
def files(tmp_path: Path) -> PageFiles:
    return PageFiles(tmp_path / "pages", "release")


def test_copy_is_read_as_it_was_written(files: PageFiles, some_page: Page) -> None:
    files.save("/faq/größe/", some_page)

    assert files.load("/faq/größe/") == some_page


def test_unknown_key_has_no_copy(files: PageFiles) -> None:
    assert files.load("/") is None


def test_oldest_copies_go_first(files: PageFiles, some_page: Page, tmp_path: Path) -> None:
    for number in range(5):
        files.save(f"/{number}/", some_page)
        os.utime(files._file(f"/{number}/"), (number, number))
    size = files._file("/0/").stat().st_size

    files.prune(max_bytes=2 * size)

    assert [number for number in range(5) if files.load(f"/{number}/")] == [3, 4]


def test_folder_that_cannot_be_written_costs_only_the_copy(tmp_path: Path, some_page: Page) -> None:
    (tmp_path / "pages").write_text("a file, not a folder")
    files = PageFiles(tmp_path / "pages", "release")

    files.save("/", some_page)

    assert files.load("/") is None


def test_folder_that_cannot_be_made_never_costs_an_answer(
    tmp_path: Path, some_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("faq.web.pagecache.files.WRITES_BETWEEN_PRUNINGS", 1)
    (tmp_path / "no").write_text("a file, not a folder")

    PageFiles(tmp_path / "no" / "pages", "release").save("/", some_page)


def test_folder_that_vanishes_never_costs_an_answer(
    files: PageFiles, some_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("faq.web.pagecache.files.WRITES_BETWEEN_PRUNINGS", 1)
    monkeypatch.setattr(PageFiles, "_files", lambda self, suffix: os.scandir("/gibt/es/nicht"))

    files.save("/", some_page)

    assert files.load("/") == some_page


def test_copy_of_another_release_is_not_read(
    files: PageFiles, some_page: Page, tmp_path: Path
) -> None:
    files.save("/", some_page)

    assert PageFiles(tmp_path / "pages", "later").load("/") is None


def test_file_of_a_killed_process_goes_and_one_being_written_stays(
    files: PageFiles, some_page: Page, tmp_path: Path
) -> None:
    files.save("/", some_page)
    abandoned, fresh = (tmp_path / "pages" / name for name in ("a.1-1.new", "b.2-1.new"))
    abandoned.touch()
    fresh.touch()
    os.utime(abandoned, (1, 1))

    files.prune()

    assert not abandoned.exists()
    assert fresh.exists()


def test_threads_that_save_the_same_page_do_not_disturb_each_other(
    files: PageFiles, caplog: pytest.LogCaptureFixture
) -> None:
    large = finished(HEADERS, b"text" * 100_000, version=3, made_at=1.5)

    def save_often() -> None:
        for _ in range(50):
            files.save("/", large)

    threads = [threading.Thread(target=save_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert files.load("/") in (None, large)
    for thread in threads:
        thread.join()

    assert files.load("/") == large
    assert caplog.records == []


def test_no_temporary_file_stays_behind(files: PageFiles, some_page: Page, tmp_path: Path) -> None:
    files.save("/", some_page)

    assert [path.suffix for path in (tmp_path / "pages").iterdir()] == [".page"]
