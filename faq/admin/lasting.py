"""Content with an address of its own: never deleted, and not withdrawn without a successor."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from faq.admin.editorial import EditorialForm, Group
from faq.admin.working_copy import KeepsCopies
from faq.models.withdrawable import State
from faq.services.links.succession import objection

# For `groups` of a model that can be withdrawn.
WITHDRAWAL: Group = ("Zustand", {"fields": ["is_withdrawn", "successor", "no_successor"]})


class WithdrawalForm(EditorialForm):
    """A form that asks what replaces content before it is withdrawn."""

    no_successor = forms.BooleanField(label="Es gibt keinen Ersatz", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        successor = cleaned.get("successor")
        if self.is_withdrawn(cleaned) and not (successor or cleaned.get("no_successor")):
            self.add_error(
                "successor",
                "In Tickets stehen Links hierher. Wählen Sie, was stattdessen gilt, oder kreuzen "
                "Sie „Es gibt keinen Ersatz“ an.",
            )
        return cleaned

    def _post_clean(self) -> None:
        """The row has its new values now: say where links would die."""
        super()._post_clean()  # type: ignore[misc]
        if "successor" not in self.errors and (sentence := objection(self.instance)):
            is_draft = self.instance.state is State.DRAFT
            self.add_error("status" if is_draft else "successor", sentence)

    def is_withdrawn(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("is_withdrawn"))


class NeverDeletedAdmin(admin.ModelAdmin):
    """The admin of what links lead to or texts quote: it is withdrawn, hidden or ended instead."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class WithdrawableAdmin(KeepsCopies, NeverDeletedAdmin):
    """The admin of texts that are public from the beginning; `groups` name WITHDRAWAL."""

    form = WithdrawalForm
    autocomplete_fields: ClassVar[tuple[str, ...]] = ("successor",)
