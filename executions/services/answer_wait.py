"""Answers a wait: an approval, a form, a call from outside. The first answer that is recorded wins (R22)."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from builder.refusals import Clash, Wrong
from executions.models import Wait
from executions.services.give_command import give_command
from nodes.errors import InvalidError
from nodes.json_defects import ValueDefect
from nodes.records.schemas import errors_of, usable_schema
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
    try:
        found = errors_of(usable_schema(schema), value)
    except InvalidError as error:
        raise Wrong.field("value", str(error)) from error
    errors = [{"path": _below(each["path"]), "code": "schema", "message": each["message"]} for each in found]
    if errors:
        raise Wrong(f"The answer does not fit: {errors[0]['message']}", errors=errors)


def _below(path: str) -> str:
    return "value" + (path if path.startswith("[") or not path else f".{path}")
