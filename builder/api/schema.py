"""The API's own description: OpenAPI 3.1 at `schema/`, and pages to read and try it at `docs/`."""

from typing import Any, Final

from django.urls import reverse
from django.views.generic import TemplateView
from drf_spectacular.views import SpectacularAPIView

from builder.api.base import ApiView, MissingView
from builder.conf import setting

DESCRIPTION: Final = """
Sign in by session (with its CSRF token) or by `Authorization: Bearer <token>`. Lists come in pages: `next`, `previous`,
`results`. Times are ISO 8601 in UTC. Errors are `application/problem+json` (RFC 9457). Unknown fields are refused.
What belongs to another project is not there: 404.
"""


def only_ours(endpoints: Any, **_: Any) -> Any:
    """Leave out whatever else the project around serves with REST framework."""
    return [
        (path, regex, method, callback)
        for path, regex, method, callback in endpoints
        if issubclass(getattr(callback, "cls", object), ApiView) and not issubclass(callback.cls, MissingView)
    ]


def described() -> dict[str, Any]:
    return {
        "TITLE": "Quintet",
        "DESCRIPTION": DESCRIPTION.strip(),
        "VERSION": str(setting("VERSION")) or "0",
        "OAS_VERSION": "3.1.0",
        "PREPROCESSING_HOOKS": ["builder.api.schema.only_ours"],
        "COMPONENT_SPLIT_REQUEST": True,
        "SCHEMA_PATH_PREFIX": r".*/api/",
        "ENUM_NAME_OVERRIDES": {"RoleEnum": "builder.models.membership.MembershipRole"},
    }


class SchemaView(SpectacularAPIView):
    """Open to everybody, as it tells nothing that the docs do not."""

    authentication_classes = ()
    permission_classes = ()


class DocsView(TemplateView):
    """Pages to read and try the API, drawn in the browser from files that this server holds itself."""

    template_name = "builder/api_docs.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(schema=reverse("quintet-api-schema"), **kwargs)
