"""Everything of the builder mounted under a prefix, as another Django project may do it."""

from django.urls import include, path

from tests.integration.builder.urlconf import urlpatterns as ours

urlpatterns = [path("flows/", include(ours))]
