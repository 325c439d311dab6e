"""The pages of the ready-made application: the admin, its health, and everything of Quintet through its one include."""

from django.contrib import admin
from django.urls import include, path

from config.admin_sign_in import admin_sign_in
from config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("admin/login/", admin_sign_in),
    path("admin/", admin.site.urls),
    path("", include("executions.urls")),
]
