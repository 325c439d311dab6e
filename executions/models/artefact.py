"""A value or a file that is too large for the log: stored once under an opaque id, referenced from JSON (R40)."""

from django.db import models
from django.utils import timezone

from builder.ids import uuid7


class Artefact(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("builder.Project", models.CASCADE, related_name="+", null=True)
    execution = models.ForeignKey("executions.Execution", models.CASCADE, null=True, related_name="artefacts")
    name = models.CharField(max_length=255, blank=True, default="")
    media_type = models.CharField(max_length=120, default="application/octet-stream")
    size = models.PositiveBigIntegerField(default=0)
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name or str(self.id)
