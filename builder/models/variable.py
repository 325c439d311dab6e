"""A variable of a project: `vars.name` in expressions, or, if it is secret, only for the worker."""

from django.db import models

from builder.fields import JSONText
from builder.ids import uuid7
from builder.models.project import Project


class Variable(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="variables")
    name = models.CharField(max_length=80)
    is_secret = models.BooleanField(default=False)
    # A plain variable has a value, a secret one an envelope.
    value = JSONText(null=True, blank=True)
    envelope = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="one_variable_per_name"),
            models.CheckConstraint(
                condition=models.Q(is_secret=False) | models.Q(value__isnull=True),
                name="a_secret_is_not_plain",
            ),
        ]

    def __str__(self) -> str:
        return self.name
