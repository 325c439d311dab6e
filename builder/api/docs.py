"""What the OpenAPI says of every operation: the problems that it may answer with."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.serializers import ListSerializer

from builder.api.serializers import ProblemSerializer

_WORDS = {
    400: "The request is not right; `errors` says where.",
    401: "Nobody is signed in and there is no valid token.",
    403: "You may see this but not do it.",
    404: "There is no such thing, or it is not yours to see.",
    409: "It does not fit with how things stand now.",
    413: "Too large.",
    422: "The graph has errors.",
    429: "Too many requests; see `Retry-After`.",
}
PROJECT = OpenApiParameter(
    "project",
    str,
    description="Id or slug of the project; else the header `X-Project`, else your first project.",
)


class Schema(AutoSchema):
    """Knows a list by what a method answers with 200, so that it is described with its pages."""

    def _is_list_view(self, serializer: Any = None) -> bool:
        if serializer is None:
            serializer = self.get_response_serializers()
        if isinstance(serializer, dict):
            serializer = serializer.get(200)
        return isinstance(serializer, ListSerializer)


def operation(
    summary: str,
    *,
    tag: str,
    request: Any = None,
    answers: dict[Any, Any] | None = None,
    problems: tuple[int, ...] = (),
    parameters: list[Any] | None = None,
    **more: Any,
) -> Any:
    """Describes one method of a view: `answers` by status, and the problems besides those that any call may meet."""
    told = sorted({400, 401, 429, *problems})
    responses: dict[Any, Any] = {**(answers or {})}
    for status in told:
        responses[(status, "application/problem+json")] = OpenApiResponse(ProblemSerializer, _WORDS[status])
    describe = extend_schema(
        summary=summary, tags=[tag], request=request, responses=responses, parameters=parameters or [], **more
    )

    def decorate(method: Callable[..., Any]) -> Callable[..., Any]:
        # Otherwise spectacular would build on the schema class of the settings, which a foreign project chooses.
        method.kwargs = {"schema": Schema}  # type: ignore[attr-defined]
        return describe(method)

    return decorate
