"""Small documents for programs: robots.txt, llms.txt, the OpenSearch description."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from faq.models import Category
from faq.web.policy import page


@require_safe
@page(public=True, mirror=True)
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read, and where the sitemap is."""
    return render(request, "faq/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
@page(public=True, mirror=True)
def llms(request: HttpRequest) -> HttpResponse:
    """Every entry with the address of its Markdown, after llmstxt.org."""
    context = {"groups": Category.objects.with_published_entries()}
    return render(request, "faq/llms.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
@page(public=True, mirror=True)
def opensearch(request: HttpRequest) -> HttpResponse:
    """The site's search as a browser's search engine (OpenSearch 1.1)."""
    return render(
        request, "faq/opensearch.xml", content_type="application/opensearchdescription+xml"
    )
