"""`executions/`: lists of executions, and each of them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.docs import PROJECT, operation
from builder.models import Workflow
from executions.api.lookup import LISTED, ExecutionBase
from executions.api.moments import read_moment
from executions.api.serializers import ExecutionSerializer, ExecutionShortSerializer
from executions.logs import log_lines
from executions.models import Execution
from executions.node_runs import node_runs
from executions.picture import short, whole
from executions.replay import events_after
from executions.statuses import Status

_INCLUDES = ("nodes", "events", "logs")
_ORDERINGS = ("-created_at", "created_at", "-finished_at", "finished_at")
FILTERS = [
    PROJECT,
    OpenApiParameter("status", str, description="One or more, with commas."),
    OpenApiParameter("workflow", UUID),
    OpenApiParameter("trigger", str, description="Kinds of trigger: manual, webhook, schedule …"),
    OpenApiParameter("created_after", str),
    OpenApiParameter("created_before", str),
    OpenApiParameter("search", str, description="Text in the reason or the error."),
    OpenApiParameter("ordering", str, enum=list(_ORDERINGS)),
    OpenApiParameter("page_size", int),
]


class ExecutionsView(ExecutionBase):
    @operation(
        "The executions of a project",
        tag="executions",
        parameters=FILTERS,
        answers={200: ExecutionShortSerializer(many=True)},
        problems=(400, 404),
    )
    def get(self, request: Request) -> Response:
        self.authorize(Verb.READ)
        return self._page(LISTED.filter(project=self.project))

    def _page(self, rows: "QuerySet[Execution, Any]") -> Response:
        chosen = self.paginate_queryset(self._filtered(rows)) or []
        return self.get_paginated_response([short(row) for row in chosen])

    def _filtered(self, rows: "QuerySet[Execution, Any]") -> "QuerySet[Execution, Any]":
        query = self.request.query_params
        statuses = self.chosen("status", Status.values)
        if statuses:
            rows = rows.filter(status__in=statuses)
        if query.get("workflow"):
            try:
                rows = rows.filter(workflow=UUID(query["workflow"]))
            except ValueError:
                raise Http404("There is no such workflow.") from None
        if query.get("trigger"):
            rows = rows.filter(trigger_kind__in=query["trigger"].split(","))
        if query.get("created_after"):
            rows = rows.filter(created_at__gte=read_moment("created_after", query["created_after"]))
        if query.get("created_before"):
            rows = rows.filter(created_at__lt=read_moment("created_before", query["created_before"]))
        if query.get("search"):
            rows = rows.filter(error__icontains=query["search"][:200])
        ordering = (self.chosen("ordering", _ORDERINGS) or ["-created_at"])[0]
        # Ids are made in order of time, and their index is there already.
        return rows.order_by({"-created_at": "-id", "created_at": "id"}.get(ordering, ordering), "-id")


class WorkflowExecutionsView(ExecutionsView):
    @operation(
        "The executions of a workflow",
        tag="executions",
        parameters=FILTERS[1:],
        answers={200: ExecutionShortSerializer(many=True)},
        problems=(400, 404),
    )
    def get(self, request: Request, workflow: UUID) -> Response:
        row = self.thing(Workflow.objects.only("pk", "project"), Verb.READ, pk=workflow)
        return self._page(LISTED.filter(workflow=row.pk))


class ExecutionView(ExecutionBase):
    @operation(
        "An execution with the states of its nodes",
        tag="executions",
        parameters=[OpenApiParameter("include", str, description="nodes, events, logs; with commas")],
        answers={200: ExecutionSerializer},
        problems=(400, 404),
    )
    def get(self, request: Request, execution: UUID) -> Response:
        row = self.execution(execution, light=False)
        include = self.chosen("include", _INCLUDES)
        body = whole(row)
        if "nodes" in include:
            body["nodes"] = node_runs(row)
        if "events" in include:
            body["events"] = events_after(row.pk, 0)
        if "logs" in include:
            self.authorize(Verb.READ_LOGS, row)
            body["logs"] = log_lines(row.pk)
        return Response(body)
