"""An address that a webhook listens on: of a published version, or of a draft for a few minutes."""

from django.db import models
from django.utils import timezone

from builder.fields import JSONText
from builder.ids import uuid7


class WebhookPath(models.Model):
    """One row per method. `shape` is the path with its parameters blanked: two that could not be told apart clash."""

    LIVE = "live"
    TEST = "test"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("builder.Project", models.CASCADE, related_name="+", db_index=False)
    workflow = models.ForeignKey("builder.Workflow", models.CASCADE, related_name="webhook_paths")
    node = models.CharField(max_length=200)
    kind = models.CharField(max_length=4, choices=[(LIVE, "Live"), (TEST, "Test")])
    method = models.CharField(max_length=7)
    path = models.CharField(max_length=200)
    shape = models.CharField(max_length=200)
    head = models.CharField(max_length=200)
    length = models.PositiveSmallIntegerField()
    config = JSONText(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    listens_until = models.DateTimeField(null=True, default=None)
    last_execution = models.UUIDField(null=True, default=None)

    class Meta:
        ordering = ["path", "method"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "shape", "method"], name="webhook_path_once_per_method"),
        ]
        indexes = [models.Index(fields=["kind", "head", "length", "method"], name="webhook_path_lookup")]

    def __str__(self) -> str:
        return f"{self.method} /{self.path}"
