"""Imports go down only: every module's imports, compared with one table."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORES = ("faq.analysis", "faq.autoconfig", "faq.bounce", "faq.mailcheck", "faq.markup")
STDLIB = sys.stdlib_module_names

# Package -> what it may import beside the standard library and itself. The longest name that fits
# a module decides.
ALLOWED: dict[str, tuple[str, ...]] = {
    "faq.bounce": ("olefile",),
    "faq.analysis": ("Stemmer", "rapidfuzz"),
    "faq.autoconfig": ("defusedxml", "idna"),
    "faq.mailcheck": (),
    "faq.markup": ("markdown_it", "mdit_py_plugins", "nh3"),
    "faq.models": ("django", "simple_history", "defusedxml", "faq.markup"),
    "faq.search": ("django", "faq.models", "faq.analysis", "faq.tally"),
    "faq.services": (
        "django", "django_otp", "simple_history", "yaml", "brotli", "faq.models", "faq.search",
        "faq.tally", "faq.bounce", "faq.autoconfig", "faq.mailcheck", "faq.markup", "PIL",
        "cryptography",
    ),
    "faq": ("*",),
    "mmfaq": ("django", "environ", "mmfaq"),
    "mmfaq.settings": ("django", "environ", "mmfaq", "sentry_sdk", "faq.logs"),
    "mmfaq.server": ("django", "gunicorn", "mmfaq", "faq.checks", "faq.logs"),
    "mmfaq.finished_response": ("gunicorn", "faq.pagecache"),
    # the layers in front of Django
    "mmfaq.wsgi": ("django", "faq.charset", "faq.models", "faq.pagecache", "faq.proxies"),
}  # fmt: skip

# The edges may call everything below, never another edge (views may use forms and what marks them).
EDGES = (
    "faq.views", "faq.forms", "faq.admin", "faq.management", "faq.sitemaps", "faq.feeds",
    "faq.templatetags",
)  # fmt: skip
EDGE_EXCEPTIONS = {
    ("faq.views", "faq.forms"),
    ("faq.admin", "faq.forms"),
}
# What lies below the edges must not know them.
BELOW_EDGES = ("faq.signals", "faq.pagecache", "faq.security", "faq.proxies",
               "faq.rate_limit", "faq.charset", "faq.logs", "faq.read_only", "faq.shared_cache",
               "faq.object_store", "faq.checks", "faq.tally", "faq.services", "faq.search",
               "faq.models")  # fmt: skip


def modules() -> list[str]:
    found = [path for name in ("faq", "mmfaq") for path in (ROOT / name).rglob("*.py")]
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found)
    return sorted(name for name in names if ".migrations." not in name)


def modules_and_packages() -> set[str]:
    return {name.removesuffix(".__init__") for name in modules()}


def imports(module: str) -> set[str]:
    path = ROOT / Path(*module.split(".")).with_suffix(".py")
    package = module.rsplit(".", 1)[0]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found.add(node.module or package)
    return {name for name in found if name.split(".")[0] not in STDLIB}


def belongs(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def layer(module: str, layers: tuple[str, ...]) -> str | None:
    return next((name for name in layers if belongs(module, name)), None)


@pytest.mark.parametrize("module", modules())
def test_module_imports_only_what_its_package_may(module: str) -> None:
    package = max((name for name in ALLOWED if belongs(module, name)), key=len)
    allowed = (*ALLOWED[package], package)

    forbidden = {
        name
        for name in imports(module)
        if "*" not in allowed and not any(belongs(name, other) for other in allowed)
    }

    assert not forbidden


@pytest.mark.parametrize("module", [name for name in modules() if layer(name, EDGES)])
def test_edge_does_not_import_another_edge(module: str) -> None:
    own = layer(module, EDGES)

    others = {
        name
        for name in imports(module)
        if (other := layer(name, EDGES)) not in {None, own} and (own, other) not in EDGE_EXCEPTIONS
    }

    assert not others


@pytest.mark.parametrize("module", [name for name in modules() if layer(name, BELOW_EDGES)])
def test_module_below_the_edges_does_not_know_them(module: str) -> None:
    assert not {name for name in imports(module) if layer(name, EDGES)}


@pytest.mark.parametrize("core", [core for core in CORES if core in modules_and_packages()])
def test_core_runs_without_django(core: str) -> None:
    code = f"import sys, {core}; sys.exit('django' in sys.modules)"

    finished = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

    assert finished.returncode == 0


def test_package_marker_is_empty() -> None:
    assert (ROOT / "faq" / "__init__.py").read_text() == ""
