"""Gives a project another name. Its slug stays, as links and scripts hold it."""

from django.db import transaction

from builder.access import Actor
from builder.audit import record
from builder.models import Project


def rename_project(project: Project, actor: Actor, *, name: str) -> Project:
    before = project.name
    with transaction.atomic():
        project.name = name
        project.save(update_fields=["name"])
        record(actor, "project.renamed", project, before=before)
    return project
