"""What a form could not take, for the list above it: each fault leads to its field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.forms import BaseForm, BaseFormSet


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, the label of its field and the field's id; both empty where none is named."""

    words: str
    label: str = ""
    target: str = ""


def faults(form: BaseForm, rows: Iterable["BaseFormSet[BaseForm]"] = ()) -> list[Fault]:
    """Everything that a form and the rows below it could not take, in the order of the page."""
    found = list(_of_form(form))
    for formset in rows:
        found += [Fault(str(words)) for words in formset.non_form_errors()]
        found += [fault for row in formset.forms for fault in _of_form(row)]
    return found


def _of_form(form: BaseForm) -> Iterator[Fault]:
    yield from (Fault(str(words)) for words in form.non_field_errors())
    for field in form:
        label, target = str(field.label), field.id_for_label
        yield from (Fault(str(words), label, target) for words in field.errors)
