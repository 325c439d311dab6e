"""Everything that Quintet answers over HTTP: the one include for a Django project."""

from django.urls import URLPattern, URLResolver, include, path

from builder.api.urls import catch_all
from builder.api.urls import urlpatterns as builder_api
from builder.urls import urlpatterns as pages
from executions.api.urls import urlpatterns as executions_api
from executions.api.wait_link import WaitLinkView
from executions.triggers.webhook.view import HookView, TestHookView

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include([*executions_api, *builder_api, *catch_all])),
    path("hooks/waits/<str:token>/", WaitLinkView.as_view()),
    path("hooks/test/<path:path>", TestHookView.as_view()),
    path("hooks/<path:path>", HookView.as_view()),
    *pages,
]
