"""A node run that waits for an answer from outside: a person, a form, a webhook (R22)."""

from uuid import UUID, uuid5

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from builder.fields import JSONText


def wait_id(execution: UUID, key: str) -> UUID:
    """The same wait always has the same id, so that writing it twice is writing it once."""
    return uuid5(execution, key)


class Wait(models.Model):
    """`key` is the engine's name of the wait, `id` is made from it. Settled once, by whoever is recorded first."""

    id = models.UUIDField(primary_key=True, editable=False)
    key = models.CharField(max_length=900)
    execution = models.ForeignKey("executions.Execution", models.CASCADE, related_name="waits")
    project = models.ForeignKey("builder.Project", models.CASCADE, related_name="+", db_index=False)
    node = models.CharField(max_length=200)
    path = models.CharField(max_length=500, blank=True, default="")
    kind = models.CharField(max_length=40)
    request = JSONText(default=dict)
    schema = JSONText(null=True, default=None)
    deadline = models.FloatField(null=True, default=None)
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, default=None)
    answer = JSONText(null=True, default=None)
    answered_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                F("project"),
                F("created_at").desc(),
                condition=Q(settled_at__isnull=True),
                name="wait_open_of_project",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.node}"
