"""Everything that Quintet answers over HTTP: the one include for a Django project."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
