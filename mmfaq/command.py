"""Each command works with the settings, the database and the user of the running service.

They stand in one file: the one that HILFE_ENV names, else `umgebung` beside the application's
folder. What the shell has set wins, and then the command says which database that is: nobody
should back up, or prepare, an empty one beside the service's by mistake. An empty HILFE_ENV means
that there is no such file. Started by root, a command becomes the owner of the data.
"""

import os
import pwd
import sys
from collections.abc import Mapping
from pathlib import Path

from mmfaq.environment_file import read_environment_file

ROOT = Path(__file__).resolve().parent.parent
FILE = "HILFE_ENV"
BESIDE = ROOT.parent / "umgebung"
PLACES = ("DATABASE_URL", "DATA_DIR")  # what decides which database a command works on


def main() -> None:
    """Run the command named on the command line, or say in one sentence why it cannot be run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmfaq.settings")
    if path := service_file():
        adopt(path)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        from django.conf import settings

        settings.INSTALLED_APPS  # noqa: B018  (reads the settings)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


def service_file() -> Path | None:
    """The file with the service's settings; None where this is no service."""
    if FILE in os.environ:
        named = os.environ[FILE].strip()
        return Path(named) if named else None
    return BESIDE if BESIDE.exists() else None


def adopt(path: Path) -> None:
    """Take on the settings in the file and the user whose data they are."""
    try:
        values = read_environment_file(path)
    except PermissionError:
        sys.exit(f"{path} can only be read by another user: start this with sudo.")
    except (OSError, ValueError) as error:
        sys.exit(f"{path} cannot be read: {error}.")
    if places := elsewhere(values):
        print(f"Not the database of {path}, but of {' and '.join(places)}.", file=sys.stderr)
    for name, value in values.items():
        os.environ.setdefault(name, value)
    os.environ[FILE] = ""  # what this command starts has all it needs
    become_owner_of(Path(os.environ.get("DATA_DIR", ROOT / "var")))


def elsewhere(values: Mapping[str, str]) -> list[str]:
    """What the shell says about the database that is not as the service has it."""
    return [
        f"{name}={os.environ[name]}"
        for name in PLACES
        if name in os.environ and os.environ[name] != values.get(name)
    ]


def become_owner_of(folder: Path) -> None:
    """Let root go: files that it made in the folder could not be written by the service."""
    if os.geteuid() != 0 or not folder.exists() or folder.stat().st_uid == 0:
        return
    owner = pwd.getpwuid(folder.stat().st_uid)
    os.initgroups(owner.pw_name, owner.pw_gid)
    os.setgid(owner.pw_gid)
    os.setuid(owner.pw_uid)
    os.environ["HOME"] = owner.pw_dir
