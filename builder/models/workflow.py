"""A workflow: its name, its draft, and which of its versions the triggers run."""

from django.conf import settings
from django.db import models

from builder.fields import JSONText
from builder.ids import uuid7
from builder.models.project import Project


class Workflow(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="workflows")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    tags = JSONText(default=list, blank=True)
    document = JSONText(default=dict)
    revision = models.PositiveIntegerField(default=1)
    published = models.ForeignKey(
        "builder.WorkflowVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Drawn from the document whenever it is saved, so that a list need not read documents.
    outline = JSONText(default=dict, editable=False)
    problems_count = models.PositiveIntegerField(default=0, editable=False)
    # The Idempotency-Key of the request that made this workflow, and a digest of what it said.
    creation_key = models.CharField(max_length=200, null=True, blank=True, editable=False)
    creation_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-updated_at", "-id"]
        indexes = [models.Index(fields=["project", "-updated_at", "-id"], name="workflows_of_a_project")]
        constraints = [
            models.UniqueConstraint(fields=["project", "creation_key"], name="one_workflow_per_creation_key")
        ]

    def __str__(self) -> str:
        return self.name
