"""Starts the child execution that a node asks for (R29). The same key starts it once."""

from uuid import UUID

from builder.access import Actor
from builder.models import Workflow
from builder.refusals import Refusal
from executions.conf import conf
from executions.engine.port import Child
from executions.models import Execution
from executions.services.give_command import give_command
from executions.services.start_execution import Start, start_execution
from nodes.errors import InvalidError


def start_child(parent: UUID, child: Child) -> str:
    """The id of the child. Raises `InvalidError` with a sentence for the author when it cannot be started."""
    above = Execution.objects.select_related("created_by").get(pk=parent)
    if child.depth > conf().max_depth:
        raise InvalidError(
            f"Workflows call each other more than {conf().max_depth} levels deep.", code="depth"
        )
    workflow = _workflow(above, child.workflow)
    start = Start(
        inputs=child.inputs,
        version=child.version or "published",
        trigger_kind="workflow",
        priority=above.priority,
        idempotency_key=f"child:{child.key}",
        deadline=child.deadline,
        parent=parent,
        parent_node=child.node,
        parent_path=child.path,
        depth=child.depth,
    )
    try:
        started = start_execution(workflow, Actor(above.created_by), start)
    except Refusal as refusal:
        raise InvalidError(refusal.message, code=refusal.code) from refusal
    known = started.execution
    if not started.created and known.has_ended:
        # The parent's worker died after the start; what the child told its parent may have come too early.
        payload = {
            "execution": str(known.pk),
            "status": known.status,
            "result": known.result,
            "error": known.error,
        }
        give_command(parent, "child_ended", node=child.node, path=child.path, payload=payload)
    return str(known.pk)


def _workflow(above: Execution, identifier: str) -> Workflow:
    try:
        return Workflow.objects.select_related("published", "project").get(
            pk=UUID(str(identifier)), project_id=above.project_id, archived_at=None
        )
    except (ValueError, Workflow.DoesNotExist):
        raise InvalidError(
            f"There is no workflow {identifier!r} in this project. Choose another one.", code="workflow"
        ) from None
