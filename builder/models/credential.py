"""A credential: what a node needs to enter a service. Its secret part is encrypted and never read back by people."""

from django.conf import settings
from django.db import models

from builder.fields import JSONText
from builder.ids import uuid7
from builder.models.project import Project


class Credential(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="credentials")
    type = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    # The fields that are no secret, such as a user name.
    public = JSONText(default=dict, blank=True)
    envelope = models.TextField(editable=False)
    # Hosts to which the secret may be sent; an empty list allows none but those that its type names.
    allowed_hosts = JSONText(default=list, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    tested_at = models.DateTimeField(null=True, blank=True, editable=False)
    test_error = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="one_credential_per_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.type})"
