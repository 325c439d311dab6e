"""A line that a node wrote while it ran."""

from django.db import models

from builder.fields import JSONText


class LogLine(models.Model):
    id = models.BigAutoField(primary_key=True)
    # See Event.execution.
    execution = models.ForeignKey(
        "executions.Execution", models.CASCADE, related_name="log_lines", db_constraint=False, db_index=False
    )
    at = models.FloatField()
    node = models.CharField(max_length=200, blank=True, default="")
    path = models.CharField(max_length=500, blank=True, default="")
    attempt = models.PositiveIntegerField(default=0)
    level = models.CharField(max_length=10, default="info")
    message = models.TextField(default="")
    data = JSONText(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["execution", "id"], name="log_line_of_execution")]

    def __str__(self) -> str:
        return f"{self.level}: {self.message[:80]}"
