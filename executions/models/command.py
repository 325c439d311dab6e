"""Something from outside that the owner of an execution must take in: control, an answer, a child's end."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from builder.fields import JSONText
from builder.ids import uuid7


class Command(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    execution = models.ForeignKey(
        "executions.Execution", models.CASCADE, related_name="commands", db_index=False
    )
    action = models.CharField(max_length=24)
    node = models.CharField(max_length=200, blank=True, default="")
    path = models.CharField(max_length=500, blank=True, default="")
    payload = JSONText(default=dict)
    by = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, default=None)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["execution", "id"], name="command_of_execution"),
            models.Index(fields=["execution"], condition=Q(taken_at__isnull=True), name="command_untaken"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.node}".strip()
