"""The page of search results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from faq.forms import SearchForm
from faq.views.public import public_page


@require_safe
@public_page(query=("q",))
def search(request: HttpRequest) -> HttpResponse:
    """Results for `?q=`; without a query the empty form."""
    form = SearchForm(request.GET)
    return render(request, "faq/search.html", {"form": form})
