"""The page of search results, and the answers suggested while somebody types."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import faq.search as engine
from faq.forms import SearchForm
from faq.services.bounce.explained import explain_search
from faq.services.setup.mail_setup import programs_named_in, setup_values
from faq.web.personal_query import without_addresses_in_query
from faq.web.policy import ALL, Limit, page
from faq.web.rate_limit import reader


@require_safe
@page(public=True, query=("q", "kategorie", "seite"), limit=Limit(120, 60, ALL))
@without_addresses_in_query
def search(request: HttpRequest) -> HttpResponse:
    """Results for `?q=`; without a query the empty form."""
    form = SearchForm(request.GET)
    results = engine.search(form.text, category=form.category, page=form.page)
    found = explain_search(form.text) if form.page == 1 and not form.category else None
    if form.page == 1 and not form.category:
        is_answered = bool(results.hits or (found and found.says_why))
        engine.count_search(form.text, reader(request), has_hit=is_answered)
    programs = programs_named_in(form.text) if results.settings else []
    context = {
        "form": form,
        "results": results,
        "programs": programs,
        "found": found,
        "values": setup_values() if found else {},
    }
    return render(request, "faq/search.html", context)


@require_safe
@page(public=True, query=("q",), limit=Limit(240, 60, ALL))
def suggestions(request: HttpRequest) -> HttpResponse:
    """The best answers for what stands in the search field, as JSON."""
    answers = engine.suggest(SearchForm(request.GET).text)
    return JsonResponse({"answers": [asdict(answer) for answer in answers]})
