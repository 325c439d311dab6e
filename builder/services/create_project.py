"""Makes a project and its owner."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from builder.access import Actor
from builder.audit import record
from builder.ids import uuid7
from builder.models import Membership, MembershipRole, Project


def create_project(actor: Actor, *, name: str, owner: Any = None) -> Project:
    """The new project, owned by the actor unless another owner is given."""
    slug = slugify(name)[:60] or "project"
    with transaction.atomic():
        if Project.objects.filter(slug=slug).exists():
            slug = f"{slug}-{uuid7().hex[-8:]}"
        project = Project.objects.create(name=name, slug=slug)
        Membership.objects.create(project=project, user=owner or actor.person, role=MembershipRole.OWNER)
        record(actor, "project.created", project)
    return project
