"""Keeps one row per schedule of each published version. What does not change its times goes on as it was."""

from typing import Any

from django.utils import timezone

from builder.models import Workflow, WorkflowVersion
from builder.refusals import Refusal
from executions.models import Schedule
from executions.services.check_inputs import check_inputs
from executions.triggers.live_triggers import live_triggers, unsound
from executions.triggers.schedule.slots import delay_of, next_slot

TRIGGER = "trigger.schedule"
_TIMES = ("kind", "cron", "every_seconds", "at", "time_zone", "jitter_seconds")


def follow_publication(workflow: Workflow, version: WorkflowVersion | None) -> None:
    """Called inside the transaction that publishes. Raises `Unsound` for inputs that the workflow would refuse."""
    rows = {row.node: row for row in Schedule.objects.select_for_update().filter(workflow=workflow)}
    if version is None:
        Schedule.objects.filter(workflow=workflow).update(
            is_live=False, next_slot=None, next_at=None, queued=[]
        )
        return
    wanted = dict(live_triggers(version.document, TRIGGER))
    for node, config in wanted.items():
        _check(node, config, version.document)
        row = rows.get(node) or Schedule(project_id=workflow.project_id, workflow=workflow, node=node)
        take_over(row, config)
        row.save()
    Schedule.objects.filter(workflow=workflow).exclude(node__in=list(wanted)).delete()


def take_over(row: Schedule, config: Any) -> None:
    """Give the row this config; begin anew when its times have changed."""
    dumped = config.model_dump(mode="json")
    same_times = all(row.config.get(name) == dumped.get(name) for name in _TIMES)
    goes_on = row.is_live and bool(row.config) and same_times
    row.config = dumped
    if not goes_on:
        row.is_live = True
        row.anchor = timezone.now()
        row.queued = []
        begin(row, config)


def begin(row: Schedule, config: Any) -> None:
    """The next time from now on; none while it is paused."""
    slot = None if row.is_paused else next_slot(config, timezone.now(), row.anchor)
    row.next_slot = slot
    row.next_at = slot + delay_of(str(row.pk), slot, config.jitter_seconds) if slot is not None else None


def _check(node: str, config: Any, document: Any) -> None:
    try:
        check_inputs(config.inputs, document.get("inputs") or {})
    except Refusal as refused:
        raise unsound(node, refused.message, "config.inputs") from refused
