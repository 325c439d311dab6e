"""`webhooks/`: the addresses that listen, and listening for the draft for some minutes."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import PROJECT, operation
from builder.api.serializers import Moment, StrictSerializer, Text
from builder.conf import setting
from builder.models import Workflow
from executions.models import WebhookPath
from executions.picture import moment
from executions.triggers.webhook.listen import listen_for_a_test


class WebhookSerializer(StrictSerializer):
    id = serializers.UUIDField()
    workflow = serializers.UUIDField()
    workflow_name = serializers.CharField()
    node = serializers.CharField()
    kind = serializers.ChoiceField(["live", "test"])
    method = serializers.CharField()
    path = serializers.CharField()
    url = serializers.CharField()
    authentication = serializers.CharField()
    respond = serializers.CharField()
    listens_until = Moment(allow_null=True)
    last_execution = serializers.UUIDField(allow_null=True, help_text="Of a test address: what it started.")


class ListenSerializer(StrictSerializer):
    workflow = serializers.UUIDField()
    node = Text(max_length=200, help_text="The id of a webhook trigger of the draft.")


class ListeningSerializer(StrictSerializer):
    results = WebhookSerializer(many=True)


def _as_json(row: WebhookPath) -> dict[str, Any]:
    door = "hooks/test" if row.kind == WebhookPath.TEST else "hooks"
    return {
        "id": str(row.pk),
        "workflow": str(row.workflow_id),
        "workflow_name": row.workflow.name,
        "node": row.node,
        "kind": row.kind,
        "method": row.method,
        "path": row.path,
        "url": f"{setting('BASE_URL').rstrip('/')}/{door}/{row.path}",
        "authentication": row.config["authentication"],
        "respond": row.config["respond"],
        "listens_until": moment(row.listens_until),
        "last_execution": str(row.last_execution) if row.last_execution else None,
    }


def _listening() -> QuerySet[WebhookPath]:
    still = Q(listens_until=None) | Q(listens_until__gt=timezone.now())
    return WebhookPath.objects.filter(still).select_related("workflow")


class WebhooksView(ApiView):
    @operation(
        "The addresses that listen in a project",
        tag="webhooks",
        parameters=[PROJECT],
        answers={200: WebhookSerializer(many=True)},
        problems=(404,),
    )
    def get(self, request: Request) -> Response:
        self.authorize(Verb.READ)
        rows = _listening().filter(project=self.project).order_by("-id")
        page = self.paginate_queryset(rows) or []
        return self.get_paginated_response([_as_json(row) for row in page])


class ListenView(ApiView):
    @operation(
        "Listen for a call to the draft for five minutes",
        tag="webhooks",
        request=ListenSerializer,
        answers={201: ListeningSerializer},
        problems=(403, 404, 409),
    )
    def post(self, request: Request) -> Response:
        body = self.body(ListenSerializer)
        workflows = Workflow.objects.filter(archived_at=None).select_related("project")
        workflow = self.thing(workflows, Verb.RUN, pk=body["workflow"])
        rows = listen_for_a_test(workflow, body["node"])
        return Response({"results": [_as_json(row) for row in rows]}, 201)
