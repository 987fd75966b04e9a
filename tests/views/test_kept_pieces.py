"""Pieces of pages that are kept: never longer than their content, never in place of another."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template

from faq.models import content_version
from faq.templatetags import kept


class Counted:
    """A variable that tells how often it was shown."""

    shown = 0

    def __str__(self) -> str:
        self.shown += 1
        return f"{self.shown}."


@pytest.fixture
def outside_of_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "connection", SimpleNamespace(in_atomic_block=False))


@pytest.mark.usefixtures("outside_of_a_transaction")
class TestKept:
    template = Template("{% kept %}{{ it }}{% endkept %}")

    def test_piece_is_made_once_for_a_version(self) -> None:
        it = Counted()

        with content_version(1):
            texts = [self.template.render(Context({"it": it})) for _ in range(2)]

        assert texts == ["1.", "1."]

    def test_piece_is_made_anew_for_the_next_version(self) -> None:
        it = Counted()

        for version in (1, 2):
            with content_version(version):
                text = self.template.render(Context({"it": it}))

        assert text == "2."

    def test_nothing_is_kept_where_no_version_is_announced(self) -> None:
        it = Counted()

        texts = [self.template.render(Context({"it": it})) for _ in range(2)]

        assert texts == ["1.", "2."]

    def test_each_variant_and_each_place_has_a_piece_of_its_own(self) -> None:
        it = Counted()
        leveled = Template("{% kept level %}{{ it }}{% endkept %}{% kept %}{{ it }}{% endkept %}")

        with content_version(1):
            texts = [leveled.render(Context({"it": it, "level": level})) for level in (2, 3, 2)]

        assert texts == ["1.2.", "3.2.", "1.2."]


def test_nothing_is_kept_within_a_transaction(db: None) -> None:
    it = Counted()

    with content_version(1):
        texts = [TestKept.template.render(Context({"it": it})) for _ in range(2)]

    assert texts == ["1.", "2."]
