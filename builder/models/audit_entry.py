"""One line of the audit log: who did what to which thing. It is only ever added to."""

from django.conf import settings
from django.db import models

from builder.fields import JSONText
from builder.ids import uuid7
from builder.models.project import Project


class AuditEntry(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Without a foreign key's grip: the log outlives what it tells of.
    project = models.ForeignKey(Project, null=True, on_delete=models.SET_NULL, related_name="audit_entries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    actor = models.CharField(max_length=300)
    action = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=40, blank=True)
    thing_id = models.CharField(max_length=64, blank=True)
    thing_name = models.CharField(max_length=250, blank=True)
    details = JSONText(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["project", "-id"], name="audit_of_a_project"),
            models.Index(fields=["project", "thing_id", "-id"], name="audit_of_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.action} {self.thing_name}"
