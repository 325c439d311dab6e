"""The door through which another app adds to what the API says of workflows, without the builder knowing of it."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from builder.models import Workflow

Extra = Callable[[QuerySet[Workflow]], dict[UUID, dict[str, Any]]]

workflow_extras: list[Extra] = []
"""Each is called once per page with the workflows on it, and answers with further fields by the workflow's id."""

EMPTY: dict[str, Any] = {"last_execution": None, "recent": []}


def extras_for(workflows: Iterable[Workflow]) -> dict[UUID, dict[str, Any]]:
    """What all of them say, by the workflow's id."""
    ids = [workflow.pk for workflow in workflows]
    told: dict[UUID, dict[str, Any]] = {pk: dict(EMPTY) for pk in ids}
    for extra in workflow_extras:
        for pk, fields in extra(Workflow.objects.filter(pk__in=ids)).items():
            told[pk] |= fields
    return told
