"""What readers ask, as a fixture brings it: a mapping from the key of an answer to questions.

Questions under the empty key are those that the site does not answer. A seed adds what is missing
and never touches what is there.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml
from django.db import transaction

from faq.incoming import clean_line
from faq.models import ContentVersion, Phrasing
from faq.search import learn_questions
from faq.services.content.fixtures import WHOLE_FILE, Fault, FixtureFaults
from faq.services.content.strict_yaml import Unreadable, read_yaml_file

NAME = "phrasings.yaml"
LONGEST = 200


def read_phrasings(folder: Path) -> list[Phrasing]:
    """Read the fixture of a folder. Raises FixtureFaults with everything that is wrong."""
    path = folder / NAME
    try:
        loaded = read_yaml_file(path)
    except Unreadable as error:
        raise FixtureFaults([Fault(NAME, WHOLE_FILE, str(error))]) from None
    found: dict[str, Phrasing] = {}
    faults = []
    for answer, given in _pairs(loaded):
        text = clean_line(given).strip() if isinstance(given, str) else ""
        if not isinstance(answer, str) or not 0 < len(text) <= LONGEST:
            told = f"Das ist keine Frage mit höchstens {LONGEST} Zeichen: „{str(given)[:LONGEST]}“."
            faults.append(Fault(NAME, str(answer), told))
        elif text.casefold() in found:
            reason = f"Diese Frage steht zweimal: „{text}“. Lassen Sie eine stehen."
            faults.append(Fault(NAME, answer, reason))
        else:
            found[text.casefold()] = Phrasing(answer=answer, text=text)
    if faults:
        raise FixtureFaults(faults)
    return list(found.values())


def add_phrasings(questions: Iterable[Phrasing]) -> None:
    """Write the questions that are not there yet; who rebuilds the index learns them."""
    known = set(Phrasing.objects.values_list("text", flat=True))
    missing = [question for question in questions if question.text not in known]
    Phrasing.objects.bulk_create(missing, batch_size=300)


def questions_of(answer: str) -> list[str]:
    """What readers ask and this answers, in the order in which it was noted."""
    rows = Phrasing.objects.filter(answer=answer).order_by("pk")
    return list(rows.values_list("text", flat=True))


def keep_questions(answer: str, texts: Sequence[str], shown: Sequence[str]) -> None:
    """Do to an answer's questions what somebody did who was shown some and left these.

    What a colleague has added or taken out since then stays so.
    """
    with transaction.atomic():
        Phrasing.objects.filter(answer=answer, text__in=set(shown) - set(texts)).delete()
        teach(answer, [text for text in texts if text not in shown], from_search=False)


def teach(answer: str, texts: Iterable[str], *, from_search: bool = True) -> None:
    """Let questions belong to an answer, by its key; to none where it is empty.

    A question that belonged to another answer now belongs to this one.
    """
    with transaction.atomic():
        for text in dict.fromkeys(map(clean_line, texts)):
            Phrasing.objects.update_or_create(
                text=text,
                defaults={"answer": answer},
                create_defaults={"answer": answer, "from_search": from_search},
            )
        learn_questions()
        ContentVersion.bump()


def export_phrasings(folder: Path) -> Path:
    """Write all questions as the fixture of a folder."""
    answers: dict[str, list[str]] = {}
    for answer, text in Phrasing.objects.order_by("answer", "pk").values_list("answer", "text"):
        answers.setdefault(answer, []).append(text)
    path = folder / NAME
    text = yaml.dump(answers, allow_unicode=True, sort_keys=False, width=1_000)
    path.write_text(text, encoding="utf-8")
    return path


def _pairs(loaded: object) -> Iterator[tuple[object, object]]:
    for answer, texts in loaded.items() if isinstance(loaded, dict) else [(None, loaded)]:
        for text in texts if isinstance(texts, list) else [texts]:
            yield answer, text
