"""The pages of the ready-made application: the admin, its health, and everything of Quintet through its one include."""

from django.contrib import admin
from django.urls import include, path

from config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("admin/", admin.site.urls),
    path("", include("executions.urls")),
]
