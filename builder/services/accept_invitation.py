"""Lets a person into a project by the link of an invitation, once."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from builder.access import Actor
from builder.audit import record
from builder.models import Invitation, Membership
from builder.one_time import digest_of
from builder.refusals import Clash

GONE = "This invitation has expired, was used or was taken back. Ask for a new link."


def open_invitation(secret: str) -> Invitation | None:
    """The invitation behind a link, if it can still be accepted."""
    invitations = Invitation.objects.select_related("project", "invited_by")
    return invitations.filter(
        digest=digest_of(secret), accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
    ).first()


def accept_invitation(secret: str, user: Any) -> Membership:
    """The membership. A member who accepts keeps the role of before. Raises `Clash` when the link is used up."""
    invitation = open_invitation(secret)
    if invitation is None:
        raise Clash(GONE, code="invitation_gone")
    with transaction.atomic():
        still_open = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if not still_open.update(accepted_at=timezone.now(), accepted_by=user):
            raise Clash(GONE, code="invitation_gone")
        membership, _ = Membership.objects.get_or_create(
            project=invitation.project, user=user, defaults={"role": invitation.role}
        )
        record(Actor(user), "member.joined", membership, role=membership.role)
    return membership
