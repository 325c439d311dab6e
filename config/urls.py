"""The pages of the ready-made application: the admin, and everything of Quintet through its one include."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("executions.urls")),
]
