"""Builds the image without a container engine and shows that it keeps its promises.

    apt-get install buildah mmdebstrap postgresql
    python3 .ci/image.py [--wheels FOLDER] [--base base.tar]

As root, on Debian. The base is a small Debian with Python made by mmdebstrap; the isolation is
buildah's chroot. With `--wheels` the packages come from a folder that only the build sees. Takes
a few minutes and 2 GB below --folder, which are removed at the end.
"""

import argparse
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers.postgresql import PostgreSQL  # noqa: E402
from tests.servers.process import free_port  # noqa: E402

BASE = "localhost/debian-python"
IMAGE = "localhost/mmfaq"
USER = "10001:10001"
WRITABLE = ["/data", "/run/lock", "/tmp", "/var/tmp"]  # a read-only root leaves /data and /tmp
LIST_WRITABLE = "find / -xdev -type d -writable -not -path '/proc/*' 2>/dev/null | sort"


class Buildah:
    """buildah with its storage in one folder, working in the host's network."""

    def __init__(self, folder: Path) -> None:
        self._storage = ["--root", f"{folder}/store", "--runroot", f"{folder}/run"]
        self._storage += ["--storage-driver", "vfs"]
        self.policy = folder / "policy.json"
        self.policy.write_text('{"default": [{"type": "insecureAcceptAnything"}]}')

    def words(self, *words: str) -> list[str]:
        return ["buildah", *self._storage, *words]

    def __call__(self, *words: str) -> str:
        done = subprocess.run(self.words(*words), stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout.strip()

    def run_words(self, container: str, environment: dict[str, str], *words: str) -> list[str]:
        given = [f"--env={name}={value}" for name, value in environment.items()]
        head = ["run", "--isolation", "chroot", "--user", USER, *given, container, "--"]
        return self.words(*head, *words)

    def run(self, container: str, environment: dict[str, str], *words: str) -> tuple[int, str]:
        """Exit code and output of a command in the container."""
        done = subprocess.run(
            self.run_words(container, environment, *words),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout.strip()


def main() -> int:
    options = arguments()
    folder = Path(tempfile.mkdtemp(prefix="image-", dir=options.folder))
    try:
        buildah = Buildah(folder)
        make_base(buildah, options.base or new_base(folder))
        build(buildah, folder, options.wheels)
        findings = [*look_at_image(buildah), *look_inside(buildah)]
    finally:
        shutil.rmtree(folder)
    for name, is_good, detail in findings:
        print(f"{'ok    ' if is_good else 'WRONG '} {name:<34} {detail}")
    return 0 if all(is_good for _, is_good, _ in findings) else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", type=Path, help="a tar of Debian with python3-venv")
    parser.add_argument("--wheels", type=Path, help="packages, where no index can be reached")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"), help="for 2 GB")
    return parser.parse_args()


def new_base(folder: Path) -> Path:
    tar = folder / "base.tar"
    words = ["--variant=minbase", "--include=ca-certificates,python3-venv", "bookworm", str(tar)]
    subprocess.run(["mmdebstrap", "--quiet", *words], check=True)
    return tar


def make_base(buildah: Buildah, tar: Path) -> None:
    container = buildah("from", "scratch")
    buildah("add", "--quiet", container, str(tar), "/")
    buildah("commit", "--quiet", container, BASE)
    buildah("rm", container)


def build(buildah: Buildah, folder: Path, wheels: Path | None) -> None:
    words = ["--isolation", "chroot", "--format", "docker", "--quiet", "--tag", IMAGE]
    words += ["--signature-policy", str(buildah.policy), "--build-arg", f"BASE={BASE}"]
    if wheels:
        settings = folder / "pip.conf"
        settings.write_text("[global]\nno-index = true\nfind-links = /wheels\n")
        words += [f"--volume={wheels.resolve()}:/wheels:ro"]
        words += [f"--volume={settings}:/etc/pip.conf:ro"]
    buildah("build", *words, str(ROOT))


Finding = tuple[str, bool, str]


def look_at_image(buildah: Buildah) -> Iterator[Finding]:
    """What the image says about itself."""
    config = json.loads(buildah("inspect", "--type", "image", IMAGE))["Docker"]["config"]
    health = config.get("Healthcheck", {}).get("Test", [])
    yield "user", config["User"] == USER, config["User"]
    yield "command in exec form", config["Cmd"][0] == "gunicorn", " ".join(config["Cmd"])
    yield "health check in exec form", health[:2] == ["CMD", "python"], " ".join(health)
    yield "volume", list(config["Volumes"]) == ["/data"], " ".join(config["Volumes"])
    yield "stop signal", config["StopSignal"] == "SIGTERM", config["StopSignal"]


def look_inside(buildah: Buildah) -> Iterator[Finding]:
    """What it does."""
    container = buildah("from", "--pull-never", "--signature-policy", str(buildah.policy), IMAGE)
    port = free_port()
    local = {"SITE_URL": f"http://127.0.0.1:{port}", "BIND": f"127.0.0.1:{port}"}
    places = buildah.run(container, {}, "sh", "-c", LIST_WRITABLE)[1].split()
    yield "writable", places == sorted(WRITABLE), " ".join(places)
    words = "for tool in pip gcc cc make curl; do command -v $tool || true; done"
    tools = buildah.run(container, {}, "sh", "-c", words)[1]
    yield "no tools to build or fetch", not tools, tools or "none"
    yield "prepare", *told(buildah.run(container, local, "python", "manage.py", "prepare"))
    yield "not healthy while it is stopped", not is_healthy(buildah, container, local), ""
    with served(buildah, container, local, port) as seconds:
        yield "answers", True, f"after {seconds:.1f} s"
        yield "healthy", is_healthy(buildah, container, local), ""
        page = fetched(port, "/fehlercode/550/")
        yield "all content", b"<h1" in page, f"/fehlercode/550/ has {len(page)} bytes"
    yield "backup of SQLite", *told(back_up(buildah, container, local, "sqlite"))
    with PostgreSQL() as server:
        grown = local | {"DATABASE_URL": server.url}
        buildah.run(container, grown, "python", "manage.py", "prepare")
        yield "backup of PostgreSQL", *told(back_up(buildah, container, grown, "postgresql"))


def told(result: tuple[int, str]) -> tuple[bool, str]:
    code, text = result
    return code == 0, text.partition("\n")[0]


def is_healthy(buildah: Buildah, container: str, environment: dict[str, str]) -> bool:
    return buildah.run(container, environment, "python", "-m", "mmfaq.healthcheck")[0] == 0


def back_up(
    buildah: Buildah, container: str, environment: dict[str, str], name: str
) -> tuple[int, str]:
    words = ("python", "manage.py", "backup", f"/data/{name}.tar")
    return buildah.run(container, environment, *words)


@contextmanager
def served(
    buildah: Buildah, container: str, environment: dict[str, str], port: int
) -> Iterator[float]:
    """Run the image's own command; gives the seconds until its first answer."""
    command = json.loads(buildah("inspect", "--type", "image", IMAGE))["Docker"]["config"]["Cmd"]
    started = time.monotonic()
    process = subprocess.Popen(
        buildah.run_words(container, environment, *command), start_new_session=True
    )
    try:
        while not fetched(port, "/gesund/") and time.monotonic() - started < 60:
            time.sleep(0.1)
        yield time.monotonic() - started
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def fetched(port: int, path: str) -> bytes:
    """The body of a good answer; nothing otherwise."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.read() if answer.status == 200 else b""
    except OSError:
        return b""
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
