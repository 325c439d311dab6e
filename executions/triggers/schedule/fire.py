"""Starts what is due. Any number of clocks may do it: a row is moved on by compare-and-set with its runs in one commit."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F, Min
from django.db.models.functions import Now

from builder.access import Actor
from builder.refusals import Refusal
from executions import failpoints
from executions.models import Schedule
from executions.triggers.schedule.slots import MOST_MISSED, chosen, delay_of, due_slots, next_slot
from executions.triggers.schedule.start_slot import cancel_all, start_slot, still_going
from nodes.types.triggers.schedule import Config

logger = logging.getLogger("quintet.clock")

BATCH = 100
_QUEUE_SECONDS = 1.0
"""How soon a queue is looked at again."""
_BROKEN_SECONDS = 60.0


def fire_due() -> int:
    """Start the runs of all schedules whose time has come. Returns how many schedules were looked at."""
    due = (
        Schedule.objects.filter(is_live=True, is_paused=False, next_at__lte=Now())
        .order_by("next_at")
        .annotate(now=Now())
        .select_related("workflow__project", "workflow__published")
    )
    rows = list(due[:BATCH])
    for row in rows:
        try:
            _fire(row, row.now)
        except DatabaseError:
            raise
        except Exception as error:
            # One schedule that cannot be read must not hold up the others, nor be tried in a tight loop.
            logger.exception("Schedule %s cannot be fired.", row.pk)
            later = row.now + timedelta(seconds=_BROKEN_SECONDS)
            _mine(row).update(next_at=later, last_problem=str(error)[:1000])
    return len(rows)


def seconds_to_next() -> float | None:
    """How long until a schedule is due; None when none is waiting."""
    waiting = Schedule.objects.filter(is_live=True, is_paused=False, next_at__isnull=False)
    soonest = waiting.aggregate(soonest=Min(F("next_at") - Now()))["soonest"]
    return None if soonest is None else max(0.0, soonest.total_seconds())


def _mine(row: Schedule) -> Any:
    """The row, if it still stands as it was read."""
    return Schedule.objects.filter(pk=row.pk, next_at=row.next_at, is_live=True, is_paused=False)


def _fire(row: Schedule, now: datetime) -> None:
    config = Config.model_validate(row.config)
    first = row.next_slot
    due = due_slots(config, first, now, row.anchor, str(row.pk)) if first is not None else []
    upcoming = next_slot(config, due[-1], row.anchor) if due else first
    pending = [datetime.fromisoformat(text) for text in row.queued]
    pending += chosen(due, now, config.missed, config.jitter_seconds)
    with transaction.atomic():
        # Whoever comes second finds the row moved on, and leaves.
        if not _mine(row).update(next_slot=upcoming, next_at=_at(row, config, upcoming)):
            return
        left = _start(row, config, pending)
        changed: dict[str, Any] = {"queued": [slot.astimezone(UTC).isoformat() for slot in left]}
        if left:
            soon = now + timedelta(seconds=_QUEUE_SECONDS)
            at = _at(row, config, upcoming)
            changed["next_at"] = soon if at is None else min(at, soon)
        if due:
            changed["last_slot"] = due[-1]
        Schedule.objects.filter(pk=row.pk).update(
            **changed, last_execution=row.last_execution, last_problem=row.last_problem
        )
        failpoints.reach("schedule.before_commit")


def _at(row: Schedule, config: Any, slot: datetime | None) -> datetime | None:
    return None if slot is None else slot + delay_of(str(row.pk), slot, config.jitter_seconds)


def _start(row: Schedule, config: Any, pending: list[datetime]) -> list[datetime]:
    """Start what the overlap policy lets start. Returns what must wait."""
    if config.overlap == "cancel_previous":
        pending = pending[-1:]
    for number, slot in enumerate(pending):
        going = still_going(row) if config.overlap != "start" else []
        if going and config.overlap == "skip":
            return []
        if going and config.overlap == "queue":
            return pending[number:][-MOST_MISSED:]
        if going:
            cancel_all(going)
        _start_one(row, config, slot)
    return []


def _start_one(row: Schedule, config: Any, slot: datetime) -> None:
    try:
        row.last_execution = start_slot(row, config, slot, Actor(None, label="the schedule")).pk
        row.last_problem = ""
    except Refusal as refused:
        logger.warning("Schedule %s could not start its run of %s: %s", row.pk, slot, refused.message)
        row.last_problem = f"The run of {slot.isoformat()} could not start: {refused.message}"[:1000]
