"""A project: the walls within which people share workflows, credentials and runs."""

from django.conf import settings
from django.db import models

from builder.ids import uuid7


class Project(models.Model):
    project_path = "pk"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="builder.Membership", related_name="projects"
    )

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def project(self) -> "Project":
        return self
