"""Hands a command to an execution: written beside it, so that whoever owns or next claims it takes it in (R24–R26)."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, When
from django.db.models.functions import Now

from builder.refusals import Clash
from executions import failpoints, queues
from executions.models import Command, Execution
from executions.statuses import ENDED, Status

_OPEN = frozenset(Status.values) - ENDED
_ALLOWED: dict[str, frozenset[str]] = {
    "pause": frozenset({"queued", "running", "waiting", "parked"}),
    "resume": frozenset({"paused"}),
    "cancel": _OPEN,
    "retry": frozenset(Status.values) - {"completed", "cancelling"},
    "step": frozenset({"queued", "running", "paused"}),
    "retry_node": frozenset(Status.values) - {"completed", "cancelling"},
    "skip_node": frozenset(Status.values) - {"completed", "cancelling"},
    "supply_output": frozenset(Status.values) - {"completed", "cancelling"},
    "answer": _OPEN,
    "child_ended": _OPEN,
}
ACTIONS = tuple(action for action in _ALLOWED if action not in ("answer", "child_ended"))


def give_command(
    execution: UUID,
    action: str,
    *,
    node: str = "",
    path: str = "",
    payload: dict[str, Any] | None = None,
    by: str = "",
) -> Execution:
    """Write the command and wake somebody. Raises `Clash` with the state when the execution cannot take it now."""
    with transaction.atomic():
        row = Execution.objects.select_for_update().get(pk=execution)
        if row.status not in _ALLOWED[action]:
            raise Clash(
                f"This execution is {row.status}, so it cannot {action.replace('_', ' ')}.",
                code="state",
                state=row.status,
            )
        Command.objects.create(
            execution=row, action=action, node=node, path=path, payload=payload or {}, by=by[:200]
        )
        # The owner compares this count when it parks: a command that came in between is never overlooked.
        Execution.objects.filter(pk=row.pk).update(
            commands_given=F("commands_given") + 1,
            hinted_at=Now(),
            due_at=Case(When(lease_owner="", then=Now()), default=F("due_at")),
        )
        failpoints.reach("command.before_commit")
        transaction.on_commit(lambda: _after(row))
    return row


def _after(execution: Execution) -> None:
    queues.stir(execution.pk)
    if not execution.lease_owner:
        queues.wake_up(execution.pk, execution.queue)
