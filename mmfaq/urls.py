"""The site's address table: staff pages, then everything public."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path(settings.ADMIN_PATH, admin.site.urls),
    path("", include("faq.urls")),
]

handler404 = "faq.views.errors.not_found"
handler500 = "faq.views.errors.server_error"
