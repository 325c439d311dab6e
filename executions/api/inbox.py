"""`inbox/`: what waits for an answer of a person."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import PROJECT, operation
from builder.audit import record
from builder.conf import setting
from executions.api.serializers import AnswerSerializer, WaitSerializer
from executions.models import Wait
from executions.picture import moment
from executions.services.answer_wait import answer_wait
from executions.services.wait_links import token_of

_JOINED = Wait.objects.select_related("execution__workflow").only(
    *(field.name for field in Wait._meta.concrete_fields), "execution__workflow__name"
)


def _as_json(wait: Wait, *, linked: bool) -> dict[str, Any]:
    return {
        "id": str(wait.pk),
        "execution": str(wait.execution_id),
        "workflow": str(wait.execution.workflow_id),
        "workflow_name": wait.execution.workflow.name,
        "node": wait.node,
        "path": wait.path,
        "kind": wait.kind,
        "request": wait.request,
        "schema": wait.schema,
        "deadline": moment(wait.deadline),
        "created_at": moment(wait.created_at),
        "settled_at": moment(wait.settled_at),
        "answer": wait.answer,
        "answered_by": wait.answered_by,
        "link": f"{setting('BASE_URL').rstrip('/')}/hooks/waits/{token_of(wait)}/"
        if linked and wait.settled_at is None
        else None,
    }


class InboxView(ApiView):
    @operation(
        "What waits for an answer",
        tag="inbox",
        parameters=[
            PROJECT,
            OpenApiParameter("settled", bool, description="Those that were answered, instead."),
        ],
        answers={200: WaitSerializer(many=True)},
        problems=(404,),
    )
    def get(self, request: Request) -> Response:
        self.authorize(Verb.READ)
        # The link is the right to answer, so only who has that right is shown it.
        linked = self.actor.may(Verb.ANSWER, self.project)
        settled = request.query_params.get("settled", "").lower() in ("1", "true")
        rows = _JOINED.filter(project=self.project, settled_at__isnull=not settled)
        page = self.paginate_queryset(rows.order_by("-created_at", "-id")) or []
        return self.get_paginated_response([_as_json(row, linked=linked) for row in page])


class AnswerView(ApiView):
    @operation(
        "Answer it",
        tag="inbox",
        request=AnswerSerializer,
        answers={200: WaitSerializer},
        problems=(400, 403, 404, 409),
    )
    def post(self, request: Request, wait: UUID) -> Response:
        row = self.thing(_JOINED, Verb.ANSWER, pk=wait)
        body = self.body(AnswerSerializer)
        answer_wait(row.pk, body["value"], by=self.actor.name)
        record(self.actor, "wait.answered", row.execution, node=row.node)
        return Response(_as_json(_JOINED.get(pk=row.pk), linked=True))
