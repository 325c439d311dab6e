"""Pauses a schedule and lets it go on. What would have come meanwhile is not made up for."""

from django.db import transaction

from builder.access import Actor
from builder.audit import record
from executions.models import Schedule
from executions.triggers.schedule.follow import begin
from nodes.types.triggers.schedule import Config


def pause(schedule: Schedule, actor: Actor) -> None:
    with transaction.atomic():
        unpaused = Schedule.objects.filter(pk=schedule.pk, is_paused=False)
        if unpaused.update(is_paused=True, next_slot=None, next_at=None, queued=[]):
            record(actor, "schedule.paused", schedule.workflow, node=schedule.node)


def resume(schedule: Schedule, actor: Actor) -> None:
    with transaction.atomic():
        row = Schedule.objects.select_for_update().get(pk=schedule.pk)
        if row.is_paused:
            row.is_paused = False
            begin(row, Config.model_validate(row.config))
            row.save(update_fields=["is_paused", "next_slot", "next_at"])
            record(actor, "schedule.resumed", schedule.workflow, node=schedule.node)
