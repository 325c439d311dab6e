"""Starts the run of one slot of a schedule, once, or one by hand."""

from datetime import UTC, datetime
from typing import Any

from builder.access import Actor
from builder.refusals import Clash, Refusal
from executions.models import Execution, Schedule
from executions.services.check_inputs import check_inputs
from executions.services.give_command import give_command
from executions.services.start_execution import Start, start_execution
from executions.statuses import ENDED

KIND = "schedule"


def start_slot(
    row: Schedule, config: Any, slot: datetime, actor: Actor, *, by_hand: bool = False
) -> Execution:
    """Raises what `start_execution` raises. The slot is the key: however many ask, one run starts."""
    version = row.workflow.published
    if version is None:
        raise Clash("This workflow is not published.", code="not_published")
    filled = check_inputs(config.inputs, version.document.get("inputs") or {})
    at = slot.astimezone(UTC).isoformat().replace("+00:00", "Z")
    start = Start(
        inputs={**filled, "scheduled_for": at, "time_zone": config.time_zone, "inputs": filled},
        trigger_node=row.node,
        trigger_kind=KIND,
        metadata={"schedule": str(row.pk), **({"by_hand": True} if by_hand else {})},
        idempotency_key=None if by_hand else f"schedule:{row.pk}:{at}",
        fits_schema=False,
    )
    try:
        return start_execution(row.workflow, actor, start).execution
    except Clash as clash:
        # Started before with the inputs of an earlier version: the slot has had its run.
        if clash.code != "idempotency_mismatch":
            raise
        return Execution.objects.get(pk=clash.extra["execution"])


def start_now(row: Schedule, config: Any, actor: Actor) -> Execution:
    """A run beside the times, which it leaves as they are."""
    return start_slot(row, config, datetime.now(UTC), actor, by_hand=True)


def still_going(row: Schedule) -> list[Execution]:
    """The runs of this schedule that have not ended."""
    runs = Execution.objects.filter(workflow_id=row.workflow_id, trigger_kind=KIND, trigger_node=row.node)
    return list(runs.exclude(status__in=ENDED))


def cancel_all(executions: list[Execution]) -> None:
    for execution in executions:
        try:
            give_command(execution.pk, "cancel", payload={"reason": "overlap"}, by="the schedule")
        except Refusal:
            continue
