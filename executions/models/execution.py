"""One run of one version: the row that is the promise, and the lease on it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from builder.fields import JSONText
from builder.ids import uuid7
from executions.statuses import ENDED, Status


class Execution(models.Model):
    """`due_at` is the moment at which a worker must look at it: null when it has ended or only an answer can move it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("builder.Project", models.CASCADE, related_name="executions", db_index=False)
    workflow = models.ForeignKey(
        "builder.Workflow", models.CASCADE, related_name="executions", db_index=False
    )
    version = models.ForeignKey("builder.WorkflowVersion", models.RESTRICT, related_name="executions")

    status = models.CharField(max_length=16, choices=Status.choices, default=Status.QUEUED)
    status_reason = models.TextField(blank=True, default="")
    trigger_node = models.CharField(max_length=200, blank=True, default="")
    trigger_kind = models.CharField(max_length=40, blank=True, default="manual")
    mode = models.CharField(max_length=16, default="run")
    priority = models.CharField(max_length=16, default="default")
    queue = models.CharField(max_length=100, default="quintet-default")

    inputs = JSONText(default=dict)
    result = JSONText(null=True, default=None)
    error = JSONText(null=True, default=None)
    metadata = JSONText(default=dict)
    options = JSONText(default=dict)

    idempotency_key = models.CharField(max_length=255, null=True, default=None)
    inputs_digest = models.CharField(max_length=64, blank=True, default="")

    parent = models.ForeignKey("self", models.SET_NULL, null=True, default=None, related_name="children")
    parent_node = models.CharField(max_length=200, blank=True, default="")
    parent_path = models.CharField(max_length=500, blank=True, default="")
    depth = models.PositiveSmallIntegerField(default=0)

    lease_owner = models.CharField(max_length=120, blank=True, default="")
    lease_expires_at = models.DateTimeField(null=True, default=None)
    epoch = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True, default=timezone.now)
    hinted_at = models.DateTimeField(null=True, default=None)
    wake_up_at = models.DateTimeField(null=True, default=None)
    next_event = models.PositiveIntegerField(default=1)
    commands_given = models.PositiveIntegerField(default=0)
    recoveries = models.PositiveIntegerField(default=0)
    crash_node = models.CharField(max_length=700, blank=True, default="")
    crash_count = models.PositiveSmallIntegerField(default=0)

    nodes_total = models.PositiveIntegerField(default=0)
    nodes_settled = models.PositiveIntegerField(default=0)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, default=None, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, default=None)
    finished_at = models.DateTimeField(null=True, default=None)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "idempotency_key"],
                condition=Q(idempotency_key__isnull=False),
                name="execution_once_per_idempotency_key",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.RUNNING) | Q(lease_expires_at__isnull=False),
                name="execution_running_has_lease",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="execution_status_known"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="execution_due"),
            models.Index(F("project"), F("id").desc(), name="execution_of_project"),
            models.Index(F("workflow"), F("id").desc(), name="execution_of_workflow"),
            models.Index(F("project"), F("status"), F("id").desc(), name="execution_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.status})"

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    @property
    def last_event(self) -> int:
        return self.next_event - 1

    @property
    def progress(self) -> float:
        if self.status == Status.COMPLETED:
            return 1.0
        return round(min(1.0, self.nodes_settled / self.nodes_total), 4) if self.nodes_total else 0.0
