"""Readers load one stylesheet and one script, however many files we keep."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from faq.web.static_files import bundled_css, bundled_js

FILES = {"a.css": "p { margin: 0; }\n", "./a.js": "const one = 1;\n", "./b.js": "const one = 2;\n"}


def test_stylesheet_import_is_written_out_in_its_layer() -> None:
    text = bundled_css('@layer base;\n@import url("a.css") layer(base);', FILES.__getitem__)

    assert text == "@layer base;\n@layer base {\np { margin: 0; }\n}"


def test_scripts_with_the_same_names_stay_apart() -> None:
    text = bundled_js('import "./a.js";\nimport "./b.js";', FILES.__getitem__)

    assert text == "{\nconst one = 1;\n}\n{\nconst one = 2;\n}"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of collected files, hashed as in production."""
    folder = tmp_path_factory.mktemp("static")
    hashed = {"BACKEND": "faq.web.static_files.HashedStaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": hashed}
    with override_settings(STORAGES=storages, STATIC_ROOT=str(folder)):
        call_command("collectstatic", verbosity=0, interactive=False)
    return folder


@pytest.mark.parametrize("pattern", ["css/site.*.css", "js/main.*.js", "js/admin.*.js"])
def test_collected_bundle_needs_no_other_file(collected: Path, pattern: str) -> None:
    (bundle,) = collected.glob(pattern)

    text = bundle.read_text(encoding="utf-8")

    assert len(text) > 1000
    assert not re.search(r"^\s*@?import\b", text, re.MULTILINE)
