"""The log of executions: append-only, gapless numbers, the source of everything else (R37)."""

from django.db import models

from builder.fields import JSONText


class Event(models.Model):
    """`at` is seconds since the epoch, exactly as the engine gave it."""

    pk = models.CompositePrimaryKey("execution_id", "number")
    # No database constraint: the writer proves in the same transaction that the row exists, and a check for
    # each event would double the cost of writing it.
    execution = models.ForeignKey(
        "executions.Execution", models.CASCADE, related_name="events", db_constraint=False, db_index=False
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    at = models.FloatField()
    node = models.CharField(max_length=200, blank=True, default="")
    path = models.CharField(max_length=500, blank=True, default="")
    attempt = models.PositiveIntegerField(default=0)
    data = JSONText(default=dict)

    class Meta:
        ordering = ["execution", "number"]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.path}{'/' if self.path else ''}{self.node}"
