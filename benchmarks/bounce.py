"""Does the error analysis keep its promises? Accuracy on labelled messages, speed, hostile input.

usage: python benchmarks/bounce.py [FOLDER]

FOLDER holds ``dev/cases.jsonl`` with its files, ``score.py`` and ``stress.py`` (default:
``../shared/bounces``). Without it only the hostile inputs are measured. Speed is processor time of
one core.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from faq.bounce import analyse, understand
from faq.services.bounce.facts import analysed_facts

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "bounces"
VARIANTS = ("eml", "pasted", "stress")
SPEED_WANTED = {"eml": 700, "pasted": 3000}
ROUNDS = 5
MEGABYTE = 1_000_000
REFUSAL = "Mail delivery failed\n550 5.1.1 User unknown\n"
HOSTILE: dict[str, bytes] = {
    "one letter": b"a" * MEGABYTE,
    "blanks": b" " * MEGABYTE,
    "line ends": b"\n" * MEGABYTE,
    "opening brackets": b"<" * MEGABYTE,
    "quote marks": b">" * MEGABYTE,
    "at signs": b"a@" * (MEGABYTE // 2),
    "codes": b"550 5.1.1 " * (MEGABYTE // 10),
    "digits": b"5" * MEGABYTE,
    "dashes": b"-" * MEGABYTE,
    "dashed digits": b"550-" * (MEGABYTE // 4),
    "dots": b"." * MEGABYTE,
    "dotted digits": b"5.1." * (MEGABYTE // 4),
    "phrases": b"mailbox for user quota " * (MEGABYTE // 23),
    "status fields": b"Final-Recipient: rfc822; a@b\nAction: failed\n" * (MEGABYTE // 45),
    "copies": b"------ This is a copy of the message\nfailed " * (MEGABYTE // 45),
    "addresses": b"<a@example.org>:\n" * (MEGABYTE // 17),
    "words of families": b"recipient user is not found or full " * (MEGABYTE // 36),
    "words far below addresses": b"".join(b"<a%d@example.org>:\n" % i for i in range(60))
    + b"a\n" * 2_000
    + b"recipient doesn't exist\n"
    + b"\n" * (MEGABYTE - 6_000),
    "headers": b"Received: from a by b\n" * (MEGABYTE // 22) + b"MIME-Version: 1.0\n\nx",
    "nested parts": b"From: a\nMIME-Version: 1.0\n"
    + b'Content-Type: multipart/mixed; boundary="x"\n\n--x\n' * (MEGABYTE // 48),
    "html": b"From: a\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + b"<p " * (MEGABYTE // 3),
    "entities": b"From: a\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
    + b"&#9" * (MEGABYTE // 3),
    "digits and blanks": b"1 " * (MEGABYTE // 2),
    "fields": b"abc: def\n" * (MEGABYTE // 9),
    "negations": b"nicht senden, " * (MEGABYTE // 14),
    "base64": b"From: a\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n"
    + b"QUFB" * (MEGABYTE // 4),
    "encoded words": b"MIME-Version: 1.0\nSubject: "
    + b"=?utf-8?q?a?= " * (MEGABYTE // 14)
    + b"\n\nx",
}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if (folder / "score.py").exists():
        accuracy_and_speed(folder)
    else:
        print(f"no labelled messages in {folder}: accuracy and speed not measured")
    hostile_inputs()


def accuracy_and_speed(folder: Path) -> None:
    sys.path.insert(0, str(folder))
    score, stress = import_module("score"), import_module("stress")
    cases = score.load_cases([str(p) for p in sorted(folder.glob("*/cases.jsonl"))])
    predictions: dict[tuple[str, str], dict[str, Any]] = {}
    speeds = {}
    for variant in VARIANTS:
        inputs = dict(read_inputs(folder, cases, variant, stress.stress))
        found = {name: analysed_facts(source) for name, source in inputs.items()}
        speeds[variant] = len(inputs) / min(rounds(list(inputs.values())))
        predictions |= {(name, variant): dict(facts) for name, facts in found.items()}
    totals, _, _ = score.evaluate(cases, predictions)
    print(f"{len(cases)} labelled messages; shares in percent\n")
    print("| measure | " + " | ".join(VARIANTS) + " |")
    print("|---" * (len(VARIANTS) + 1) + "|")
    for column in score.COLS:
        values = (score.summary(totals["all", variant])[column] for variant in VARIANTS)
        print(f"| {column} | " + " | ".join(str(value) for value in values) + " |")
    print("| per second and core | " + " | ".join(f"{speeds[v]:.0f}" for v in VARIANTS) + " |")
    print("| wanted | " + " | ".join(str(SPEED_WANTED.get(v, "-")) for v in VARIANTS) + " |")


def rounds(sources: list[bytes | str]) -> Iterator[float]:
    """Processor seconds of several rounds; the least disturbed one counts."""
    for _ in range(ROUNDS):
        started = time.process_time()
        for source in sources:
            analyse(source)
        yield time.process_time() - started


def read_inputs(
    folder: Path,
    cases: list[dict[str, Any]],
    variant: str,
    reshaped: Callable[[str, str], str],
) -> Iterator[tuple[str, bytes | str]]:
    """The messages as the variant shows them, by case."""
    for case in cases:
        name = case["file"] if variant == "eml" else case["pasted"]
        if not name:
            continue
        path = folder / case["folder"] / name
        if variant == "eml":
            yield case["id"], path.read_bytes()
        else:
            text = path.read_bytes().decode("utf-8")
            yield case["id"], text if variant == "pasted" else reshaped(case["id"], text)


def hostile_inputs() -> None:
    print("\n| hostile input, 1 MB | seconds as bytes | as text | behind a refusal |")
    print("|---|---|---|---|")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, source in HOSTILE.items():
        text = source.decode("latin-1")
        shown = " | ".join(f"{seconds(given):.3f}" for given in (source, text, REFUSAL + text))
        print(f"| {name} | {shown} |")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"\nmemory at most {grown:.0f} MB more; wanted: each below 1 s, memory below 100 MB")


def seconds(source: bytes | str) -> float:
    started = time.process_time()
    report = understand(source).report
    json.dumps([failure.diagnostic for failure in report.failures])
    return time.process_time() - started


if __name__ == "__main__":
    main()
