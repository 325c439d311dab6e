"""`workflows/{id}/execute/`: starts a run, and waits for its end when asked to."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import operation
from builder.api.problems import refuse
from builder.models import Workflow
from builder.refusals import Clash
from executions.api.serializers import ExecuteSerializer, ExecutionSerializer
from executions.conf import conf
from executions.endings import Endings
from executions.picture import whole
from executions.services.start_execution import Start, Started, start_execution
from executions.startable import startable

_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The same key twice starts one execution (R28).",
)
_WORKFLOWS = Workflow.objects.select_related("published", "project").defer("published__document")

_CHANGING = (
    "status",
    "status_reason",
    "result",
    "error",
    "started_at",
    "finished_at",
    "wake_up_at",
    "next_event",
    "nodes_settled",
)


class ExecuteView(ApiView):
    @operation(
        "Run a workflow",
        tag="executions",
        parameters=[_KEY],
        request=ExecuteSerializer,
        answers={200: ExecutionSerializer, 202: ExecutionSerializer},
        problems=(400, 403, 404, 409, 413, 422),
    )
    def post(self, request: Request, workflow: UUID) -> Response:
        row = self.thing(_WORKFLOWS, Verb.RUN, pk=workflow)
        if row.archived_at is not None:
            raise Clash("This workflow is archived. Bring it back to run it.", code="archived")
        body = self.body(ExecuteSerializer)
        start = _start(body, row, request.headers.get("Idempotency-Key"))
        endings = None if body["async_execution"] else Endings.of_this_process()
        started = start_execution(row, self.actor, start)
        if endings is None:
            return _answer(row, started, 202, begun=not started.created)
        seconds = min(body["wait_seconds"], conf().max_wait_seconds)
        ended = started.execution.has_ended or endings.wait(started.execution.pk, seconds)
        started.execution.refresh_from_db(fields=_CHANGING)
        return _answer(row, started, 200 if ended else 202)


def _start(body: dict[str, Any], workflow: Workflow, header: str | None) -> Start:
    key = body.get("idempotency_key") or header or None
    if header and body.get("idempotency_key") not in (None, header):
        raise refuse("idempotency_key", "The body and the header Idempotency-Key say different things.")
    if key and len(key) > 255:
        raise refuse("idempotency_key", "A key has at most 255 characters.")
    return Start(
        inputs=body.get("inputs"),
        version=body.get("version") or ("published" if workflow.published_id else "draft"),
        mode=body["mode"],
        trigger_node=body.get("trigger", ""),
        trigger_kind="manual",
        metadata=body.get("metadata") or {},
        priority=body["priority"],
        idempotency_key=key,
        breakpoints=tuple(body.get("breakpoints") or ()),
        from_execution=body.get("from_execution"),
        from_node=body.get("from_node", ""),
        to_node=body.get("to_node", ""),
    )


def _answer(workflow: Workflow, started: Started, status: int, *, begun: bool = True) -> Response:
    execution = started.execution
    document = startable(execution.version, workflow).document
    return Response(
        whole(execution, document=document, begun=begun),
        status=status,
        headers={"Location": f"/api/executions/{execution.pk}/"},
    )
