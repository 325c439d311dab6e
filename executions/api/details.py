"""Below `executions/{id}/`: node runs, events, logs, and why it is not running."""

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.docs import operation
from executions.api.lookup import ExecutionBase
from executions.api.serializers import EventsSerializer, LogsSerializer, NodeRunsSerializer, WhySerializer
from executions.logs import log_lines
from executions.node_runs import PAGE, node_runs
from executions.replay import events_after
from executions.statuses import NodeStatus
from executions.why import why

_AFTER = OpenApiParameter("after", int, description="Only what has a higher number.")
_LIMIT = OpenApiParameter("limit", int, description="At most so many; 1000 at most.")
_LARGE = 10**11


class NodeRunsView(ExecutionBase):
    @operation(
        "The node runs of an execution",
        tag="executions",
        parameters=[
            OpenApiParameter("node", str),
            OpenApiParameter("path", str),
            OpenApiParameter("status", str),
            _AFTER,
            _LIMIT,
        ],
        answers={200: NodeRunsSerializer},
        problems=(400, 404),
    )
    def get(self, request: Request, execution: UUID) -> Response:
        row = self.execution(execution)
        status = (self.chosen("status", NodeStatus.values) or [""])[0]
        limit = max(1, self.number("limit", PAGE))
        found = node_runs(
            row,
            node=request.query_params.get("node", ""),
            path=request.query_params.get("path"),
            status=status,
            after=self.number("after", 0, most=_LARGE),
            limit=limit,
        )
        return Response({"results": found, "next": found[-1]["last_event"] if len(found) == limit else None})


class NodeRunView(ExecutionBase):
    @operation(
        "The attempts of one node",
        operation_id="executions_nodes_of_one",
        tag="executions",
        parameters=[
            OpenApiParameter("path", str, description="The iterations around it; empty at the top level.")
        ],
        answers={200: NodeRunsSerializer},
        problems=(404,),
    )
    def get(self, request: Request, execution: UUID, node: str) -> Response:
        row = self.execution(execution)
        found = node_runs(row, node=node, path=request.query_params.get("path", ""))
        if not found:
            raise Http404("This node has not run there.")
        return Response({"results": found, "next": None})


class EventsView(ExecutionBase):
    @operation(
        "The log of an execution, gapless",
        tag="executions",
        parameters=[_AFTER, _LIMIT],
        answers={200: EventsSerializer},
        problems=(400, 404),
    )
    def get(self, request: Request, execution: UUID) -> Response:
        row = self.execution(execution)
        limit = max(1, self.number("limit", PAGE))
        found = events_after(row.pk, self.number("after", 0, most=_LARGE), limit)
        return Response({"results": found, "last": max(row.last_event, found[-1]["number"] if found else 0)})


class LogsView(ExecutionBase):
    @operation(
        "The log lines of an execution",
        tag="executions",
        parameters=[OpenApiParameter("node", str), OpenApiParameter("level", str), _AFTER, _LIMIT],
        answers={200: LogsSerializer},
        problems=(400, 403, 404),
    )
    def get(self, request: Request, execution: UUID) -> Response:
        row = self.execution(execution, Verb.READ_LOGS)
        found = log_lines(
            row.pk,
            after=self.number("after", 0, most=_LARGE),
            node=request.query_params.get("node", ""),
            level=request.query_params.get("level", ""),
            limit=max(1, self.number("limit", PAGE)),
        )
        return Response(
            {"results": found, "last": found[-1]["id"] if found else self.number("after", 0, most=_LARGE)}
        )


class WhyView(ExecutionBase):
    @operation(
        "Why an execution is not running",
        tag="executions",
        answers={200: WhySerializer},
        problems=(404,),
    )
    def get(self, request: Request, execution: UUID) -> Response:
        return Response(why(self.execution(execution)))
