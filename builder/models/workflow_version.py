"""An immutable version of a workflow: what an execution runs."""

from typing import Any

from django.conf import settings
from django.db import models

from builder.fields import JSONText
from builder.ids import uuid7
from builder.models.project import Project
from builder.models.workflow import Workflow


class WorkflowVersion(models.Model):
    """A published version has a number; a snapshot of a draft that was run has none."""

    project_path = "workflow__project"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workflow = models.ForeignKey(Workflow, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(null=True, blank=True)
    document = JSONText()
    # What it does (layout and notes left out), and the exact text.
    content_hash = models.CharField(max_length=64)
    document_hash = models.CharField(max_length=64)
    message = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["workflow", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["workflow", "document_hash"],
                condition=models.Q(number__isnull=True),
                name="one_snapshot_per_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workflow} · {'draft' if self.number is None else f'version {self.number}'}"

    @property
    def project(self) -> Project:
        return self.workflow.project

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A version of a workflow is immutable. Publish a new one.")
        super().save(*args, **kwargs)
