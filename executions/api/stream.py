"""`executions/{id}/stream/`: the log as Server-Sent Events, going on at `Last-Event-ID`."""

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.http import HttpResponse, StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from builder.access import Actor, Verb
from builder.api.authentication import token_for
from builder.api.docs import operation
from builder.models import ApiToken
from executions.api.lookup import ExecutionBase
from executions.live.sse import event_stream
from executions.models import Execution


class _EventStream(BaseRenderer):
    media_type = "text/event-stream"
    format = "event-stream"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> Any:
        return data


class StreamView(ExecutionBase):
    renderer_classes: Any = (*ExecutionBase.renderer_classes, _EventStream)

    @operation(
        "The log of an execution as it grows",
        tag="executions",
        parameters=[
            OpenApiParameter("Last-Event-ID", int, OpenApiParameter.HEADER, description="Go on after this.")
        ],
        answers={(200, "text/event-stream"): OpenApiTypes.STR, 204: None},
        problems=(404,),
    )
    def get(self, request: Request, execution: UUID) -> HttpResponse | StreamingHttpResponse:
        row = self.execution(execution)
        last = request.headers.get("Last-Event-ID", "")
        after = int(last) if last.isascii() and last.isdigit() and len(last) < 12 else self.number("after", 0)
        if row.has_ended and after >= row.last_event:
            # What tells an `EventSource` that there is nothing to come back for.
            return HttpResponse(status=204)
        return StreamingHttpResponse(
            event_stream(row.pk, after, lambda: _may_still(request, row)),
            content_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )


def _may_still(request: Request, row: Execution) -> bool:
    """Look again, for a stream lives longer than a right may."""
    token = None
    if isinstance(request.auth, ApiToken):
        token = token_for(request.headers.get("Authorization", "").partition(" ")[2].strip())
        if token is None:
            return False
    user = get_user_model().objects.filter(pk=request.user.pk or 0, is_active=True).first()
    return user is not None and Actor(user, token).may(Verb.READ, row)
