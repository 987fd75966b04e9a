"""Is a single line of a server understood, without anything around it?"""

import tomllib
from pathlib import Path

import pytest

from faq.bounce import analyse

ROWS: list[list[str]] = tomllib.loads(
    Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8")
)["rows"]


@pytest.mark.parametrize(("text", "party", "codes"), ROWS)
def test_wording_tells_who_can_act(text: str, party: str, codes: str) -> None:
    report = analyse(text)

    assert report.failures[0].party == party
    assert [f"{code.reply or '-'} {code.enhanced or '-'}" for code in report.codes] == (
        [codes] if codes else []
    )
