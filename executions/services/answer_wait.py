"""Answers a wait: an approval, a form, a call from outside. The first answer that is recorded wins (R22)."""

from typing import Any
from uuid import UUID

import jsonschema_rs
from django.db import transaction
from django.utils import timezone

from builder.refusals import Clash, Wrong
from executions.models import Wait
from executions.services.give_command import give_command
from nodes.json_defects import ValueDefect
from nodes.values import clean_json


def answer_wait(wait: UUID, value: Any, *, by: str = "") -> Wait:
    """Raises `Wrong` when the answer does not fit, and `Clash` when it has been answered or its time is over."""
    row = Wait.objects.get(pk=wait)
    _check(value, row.schema)
    with transaction.atomic():
        now = timezone.now()
        open_still = Wait.objects.filter(pk=wait, settled_at=None)
        if row.deadline is not None:
            open_still = open_still.filter(deadline__gt=now.timestamp())
        if not open_still.update(settled_at=now, answer=value, answered_by=by[:200]):
            raise Clash("This has been answered already, or its time is over.", code="settled")
        payload = {"wait": row.key, "value": value}
        give_command(row.execution_id, "answer", node=row.node, path=row.path, payload=payload, by=by)
    row.refresh_from_db()
    return row


def _check(value: Any, schema: Any) -> None:
    try:
        clean_json(value)
    except ValueDefect as defect:
        raise Wrong.field(f"value.{defect.path}".rstrip("."), str(defect)) from None
    if not schema:
        return
    errors = [
        {
            "path": "value"
            + "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in error.instance_path),
            "code": "schema",
            "message": error.message[:500],
        }
        for error in jsonschema_rs.validator_for(schema).iter_errors(value)
    ]
    if errors:
        raise Wrong(f"The answer does not fit: {errors[0]['message']}", errors=errors)
