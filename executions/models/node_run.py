"""One attempt of one activation of one node: what lists and inspectors read, derived from the events."""

from django.db import models
from django.db.models import Q

from builder.fields import JSONText
from executions.statuses import NodeStatus


class NodeRun(models.Model):
    pk = models.CompositePrimaryKey("execution_id", "node", "path", "attempt")
    # See Event.execution.
    execution = models.ForeignKey(
        "executions.Execution", models.CASCADE, related_name="node_runs", db_constraint=False, db_index=False
    )
    node = models.CharField(max_length=200)
    path = models.CharField(max_length=500, blank=True, default="")
    attempt = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=16, choices=NodeStatus.choices)
    started_at = models.FloatField(null=True, default=None)
    finished_at = models.FloatField(null=True, default=None)
    latency_ms = models.FloatField(null=True, default=None)
    cached = models.BooleanField(default=False)
    ports = JSONText(null=True, default=None)
    error = JSONText(null=True, default=None)
    wait = JSONText(null=True, default=None)
    reason = JSONText(null=True, default=None)
    notes = JSONText(null=True, default=None)
    iterations_total = models.PositiveIntegerField(null=True, default=None)
    iterations_done = models.PositiveIntegerField(default=0)
    iterations_failed = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["execution", "last_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["execution", "node", "path"],
                condition=Q(status=NodeStatus.COMPLETED),
                name="node_run_succeeds_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}{'/' if self.path else ''}{self.node} ({self.status})"
