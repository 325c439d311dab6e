"""The shop's own page, and Quintet under a prefix by one include."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def shop_front(request: HttpRequest) -> HttpResponse:
    return HttpResponse("The shop is open.", content_type="text/plain")


urlpatterns = [
    path("", shop_front),
    path("admin/", admin.site.urls),
    path("automation/", include("executions.urls")),
]
