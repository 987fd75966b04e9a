"""What staff teach the search: synonyms, readers' questions, and what is not answered surely."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from faq.admin.editorial import EditorialAdmin
from faq.admin.room import back, own_path
from faq.forms import SearchForm, TeachForm
from faq.models import SearchCount, SynonymGroup
from faq.search import search
from faq.services.content.phrasings import teach
from faq.services.content.unsure_searches import unsure_searches
from faq.web.personal_query import without_addresses_in_query

LOOK_BACK = timedelta(days=90)


@admin.register(SynonymGroup)
class SynonymGroupAdmin(EditorialAdmin):
    list_display = ("key", "words")
    search_fields = ("key", "terms")
    search_help_text = "Sucht in Thema und Wörtern."

    groups = ((None, {"fields": ["key", "terms"]}),)

    @admin.display(description="Wörter", ordering="terms")
    def words(self, obj: SynonymGroup) -> str:
        return str(obj)


@admin.register(SearchCount)
class SearchCountAdmin(admin.ModelAdmin):
    """A page instead of a list: the test field, and what was not answered surely."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("faq.change_entry")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @method_decorator(without_addresses_in_query)
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = SearchForm(request.GET)
        context = {
            **self.admin_site.each_context(request),
            "title": "Was Leser suchen",
            "subtitle": None,
            "form": form,
            "results": search(form.text),
            "unsure": unsure_searches(timezone.localdate() - LOOK_BACK),
            "days": LOOK_BACK.days,
        }
        return render(request, "admin/faq/searches.html", context)

    def get_urls(self) -> list[URLPattern]:
        teach = own_path(self, "teach/", require_POST(self.teach_view), "teach")
        return [teach, *super().get_urls()]

    def teach_view(self, request: HttpRequest) -> HttpResponse:
        """Let the searched words belong to the chosen answer, or to none."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = TeachForm(request.POST)
        if not form.is_valid():
            raise Http404
        answer, questions = form.cleaned_data["key"], form.questions
        teach(answer, questions)
        what = f"führt jetzt zu „{form.title}“" if answer else "beantworten wir nicht"
        self.message_user(request, f"„{questions[0]}“ {what}.")
        return back(request, "admin:faq_searchcount_changelist")
