"""What a new execution takes from an earlier one: its inputs, and the outputs that were computed then (R27)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from builder.models import Workflow
from builder.refusals import Wrong
from executions.artefacts import restored_value
from executions.models import Execution, NodeRun
from executions.statuses import NodeStatus


@dataclass(frozen=True, slots=True)
class Earlier:
    inputs: Any
    outputs: dict[str, Any]


def earlier_outputs(workflow: Workflow, execution: UUID | None, from_node: str) -> Earlier | None:
    """None when no earlier execution is named. Raises `Wrong` when it is not one of this workflow."""
    if execution is None:
        if from_node:
            raise Wrong.field(
                "from_execution", "Say from which execution the outputs before “from_node” are taken."
            )
        return None
    found = Execution.objects.filter(pk=execution, workflow=workflow).first()
    if found is None:
        raise Wrong.field("from_execution", "There is no such execution of this workflow.")
    if not from_node:
        return Earlier(found.inputs, {})
    runs = NodeRun.objects.filter(execution=found, path="", status=NodeStatus.COMPLETED, ports__isnull=False)
    return Earlier(
        found.inputs,
        {
            run.node: {"ports": restored_value(found.project_id, run.ports), "execution": str(found.pk)}
            for run in runs
            if run.node != from_node
        },
    )
