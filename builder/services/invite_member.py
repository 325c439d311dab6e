"""Makes a link by which one person can join a project."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from builder.access import Actor
from builder.audit import record
from builder.conf import setting
from builder.models import Invitation, Project
from builder.one_time import digest_of, new_secret


def invite_member(project: Project, actor: Actor, *, role: str, email: str = "") -> tuple[Invitation, str]:
    """The invitation and the path of its link, which cannot be shown again."""
    secret = new_secret()
    with transaction.atomic():
        invitation = Invitation.objects.create(
            project=project,
            role=role,
            email=email,
            digest=digest_of(secret),
            invited_by=actor.person,
            expires_at=timezone.now() + timedelta(days=int(setting("INVITATION_DAYS"))),
        )
        record(actor, "member.invited", invitation, role=role, email=email)
    return invitation, reverse("quintet-invitation", args=[secret])
