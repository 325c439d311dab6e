"""What lists of workflows say of their runs: the last one, and how the last thirty ended."""

from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from builder.models import Workflow
from executions.models import Execution
from executions.picture import moment

_RECENT = 30


def run_extras(workflows: "QuerySet[Workflow, Any]") -> dict[UUID, dict[str, Any]]:
    """One query for a whole page of workflows."""
    numbered = Execution.objects.filter(workflow__in=workflows, parent=None).annotate(
        rank=Window(RowNumber(), partition_by=F("workflow"), order_by=F("id").desc())
    )
    rows = numbered.filter(rank__lte=_RECENT).order_by("workflow", "rank")
    told: dict[UUID, dict[str, Any]] = {}
    for workflow, pk, status, finished in rows.values_list("workflow_id", "id", "status", "finished_at"):
        entry = told.setdefault(
            workflow,
            {
                "last_execution": {"id": str(pk), "status": status, "finished_at": moment(finished)},
                "recent": [],
            },
        )
        entry["recent"].append(status)
    return told
