"""An earlier state of a draft, kept for a while so that two people's changes can be merged against what both saw."""

from django.db import models

from builder.fields import JSONText
from builder.ids import uuid7
from builder.models.workflow import Workflow


class DraftRevision(models.Model):
    project_path = "workflow__project"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workflow = models.ForeignKey(Workflow, on_delete=models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    document = JSONText()
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-revision"]
        constraints = [
            models.UniqueConstraint(fields=["workflow", "revision"], name="one_document_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.workflow} · revision {self.revision}"
