"""`executions/{id}/control/`: pause, resume, cancel, retry, step, and decisions about one node."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.docs import operation
from builder.audit import record
from builder.models import WorkflowVersion
from builder.services.guard_credentials import guard_config
from executions.api.lookup import ExecutionBase
from executions.api.serializers import ControlSerializer, ExecutionShortSerializer
from executions.models import Execution
from executions.picture import short
from executions.services.give_command import give_command


class ControlView(ExecutionBase):
    @operation(
        "Steer an execution",
        tag="executions",
        request=ControlSerializer,
        answers={202: ExecutionShortSerializer},
        problems=(400, 403, 404, 409),
    )
    def post(self, request: Request, execution: UUID) -> Response:
        row = self.execution(execution, Verb.CONTROL)
        body = self.body(ControlSerializer)
        if "config" in body:
            self._guard(row, body["node"], body["config"])
        payload: dict[str, Any] = {
            name: body[name] for name in ("config", "output", "port", "reason") if name in body
        }
        give_command(
            row.pk, body["action"], node=body["node"], path=body["path"], payload=payload, by=self.actor.name
        )
        record(self.actor, f"execution.{body['action']}", row, node=body["node"])
        return Response(short(self.execution(execution)), status=202)

    def _guard(self, row: Execution, node: str, config: dict[str, Any]) -> None:
        """Another config is an edit, and what it names is used: steering a run does not give these rights."""
        self.authorize(Verb.EDIT, row)
        document = WorkflowVersion.objects.get(pk=row.version_id).document
        kind = next((each["type"] for each in document["nodes"] if each["id"] == node), "")
        guard_config(self.actor, row.project, node, kind, config)
