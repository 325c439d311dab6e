"""Removes ended executions that are older or more than the settings keep. What still waits is never touched."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from executions.conf import conf
from executions.models import Event, Execution, LogLine, NodeRun
from executions.statuses import ENDED

_BATCH = 200


def prune_by_settings() -> int:
    settings = conf()
    return prune_executions(keep_days=settings.keep_days, keep_per_workflow=settings.keep_per_workflow)


def prune_executions(*, keep_days: int = 0, keep_per_workflow: int = 0) -> int:
    """Returns how many were removed. Zero keeps all."""
    removed = 0
    if keep_days:
        before = timezone.now() - timedelta(days=keep_days)
        removed += _remove(Execution.objects.filter(status__in=ENDED, finished_at__lt=before))
    if keep_per_workflow:
        for workflow in Execution.objects.order_by().values_list("workflow", flat=True).distinct():
            ended = Execution.objects.filter(workflow=workflow, status__in=ENDED).order_by("-id")
            kept_last = ended.values_list("pk", flat=True)[keep_per_workflow - 1 : keep_per_workflow].first()
            if kept_last is not None:
                removed += _remove(ended.filter(pk__lt=kept_last))
    return removed


def _remove(doomed: "QuerySet[Execution, Any]") -> int:
    """In small transactions, so that nobody waits long."""
    removed = 0
    # The result of a child is still wanted while its parent goes on.
    doomed = doomed.exclude(parent__isnull=False, parent__finished_at=None).order_by("pk")
    while True:
        batch = list(doomed.values_list("pk", flat=True)[:_BATCH])
        if not batch:
            return removed
        with transaction.atomic():
            for rows in (Event.objects, NodeRun.objects, LogLine.objects):
                rows.filter(execution__in=batch).delete()
            removed += (
                Execution.objects.filter(pk__in=batch, status__in=ENDED)
                .delete()[1]
                .get("executions.Execution", 0)
            )
