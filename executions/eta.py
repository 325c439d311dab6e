"""How long an execution may still take, judged by its predecessors (R39)."""

from statistics import median

from django.utils import timezone

from executions.models import Execution
from executions.statuses import Status

_LOOKED_AT = 20


def eta_seconds(execution: Execution) -> float | None:
    """Seconds that remain if it goes as usual; None when nobody can say."""
    if execution.has_ended or execution.started_at is None or execution.status != Status.RUNNING:
        return None
    past = (
        Execution.objects.filter(
            workflow=execution.workflow_id, status=Status.COMPLETED, started_at__isnull=False
        )
        .order_by("-id")
        .values_list("started_at", "finished_at")[:_LOOKED_AT]
    )
    usual = [(finished - started).total_seconds() for started, finished in past if finished and started]
    if not usual:
        return None
    elapsed = (timezone.now() - execution.started_at).total_seconds()
    return round(max(0.0, median(usual) - elapsed), 1)
