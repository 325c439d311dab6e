"""The builder mounted by itself, so that its tests do not depend on who else is mounted beside it."""

from django.contrib import admin
from django.urls import include, path

from builder.api import urls as api

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include([*api.urlpatterns, *api.catch_all])),
    path("", include("builder.urls")),
]
