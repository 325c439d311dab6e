"""`executions/{id}/stream/`: the log as Server-Sent Events, going on at `Last-Event-ID`."""

from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from builder.api.docs import operation
from executions.api.lookup import ExecutionBase
from executions.live.sse import event_stream


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
        answers={(200, "text/event-stream"): OpenApiTypes.STR},
        problems=(404,),
    )
    def get(self, request: Request, execution: UUID) -> StreamingHttpResponse:
        row = self.execution(execution)
        last = request.headers.get("Last-Event-ID", "")
        after = int(last) if last.isascii() and last.isdigit() and len(last) < 12 else self.number("after", 0)
        return StreamingHttpResponse(
            event_stream(row.pk, after),
            content_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )
