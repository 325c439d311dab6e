"""What `context.store` is: values of a workflow that outlive its runs, changed one at a time."""

from typing import Any
from uuid import UUID

from django.db import transaction

from executions.models import KeptValue
from executions.threads import in_thread
from nodes.values import clean_json


class Kept:
    def __init__(self, workflow: UUID) -> None:
        self._workflow = workflow

    async def get(self, key: str, default: Any = None) -> Any:
        row = await KeptValue.objects.filter(workflow_id=self._workflow, key=key).afirst()
        return default if row is None else row.value

    async def set(self, key: str, value: Any) -> None:
        await KeptValue.objects.aupdate_or_create(
            workflow_id=self._workflow, key=key, defaults={"value": clean_json(value)}
        )

    async def delete(self, key: str) -> None:
        await KeptValue.objects.filter(workflow_id=self._workflow, key=key).adelete()

    async def increment(self, key: str, by: float = 1) -> float:
        total: float = await in_thread(self._increment, key, by)
        return total

    def _increment(self, key: str, by: float) -> float:
        with transaction.atomic():
            KeptValue.objects.get_or_create(workflow_id=self._workflow, key=key, defaults={"value": 0})
            row = KeptValue.objects.select_for_update().get(workflow_id=self._workflow, key=key)
            total: float = (row.value or 0) + by
            row.value = total
            row.save(update_fields=["value", "changed_at"])
        return total
