"""When a published workflow starts by itself: one row per schedule trigger, moved on by whichever clock comes first."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from builder.fields import JSONText
from builder.ids import uuid7


class Schedule(models.Model):
    """`next_slot` is the time that is meant, `next_at` when a clock must look: later by jitter, or by a queue."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("builder.Project", models.CASCADE, related_name="+", db_index=False)
    workflow = models.ForeignKey("builder.Workflow", models.CASCADE, related_name="schedules", db_index=False)
    node = models.CharField(max_length=200)
    config = JSONText(default=dict)
    anchor = models.DateTimeField()
    is_live = models.BooleanField(default=True)
    is_paused = models.BooleanField(default=False)
    next_slot = models.DateTimeField(null=True, default=None)
    next_at = models.DateTimeField(null=True, default=None)
    queued = JSONText(default=list)
    last_slot = models.DateTimeField(null=True, default=None)
    last_execution = models.UUIDField(null=True, default=None)
    last_problem = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["workflow", "node"], name="schedule_once_per_trigger"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="schedule_due"),
            models.Index(fields=["project", "-id"], name="schedule_of_project"),
        ]

    def __str__(self) -> str:
        return f"{self.node} of {self.workflow_id}"
