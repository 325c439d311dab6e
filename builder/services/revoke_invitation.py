"""Takes an invitation back."""

from django.db import transaction
from django.utils import timezone

from builder.access import Actor
from builder.audit import record
from builder.models import Invitation


def revoke_invitation(invitation: Invitation, actor: Actor) -> Invitation:
    with transaction.atomic():
        open_one = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if open_one.update(revoked_at=timezone.now()):
            record(actor, "member.invitation_revoked", invitation)
    invitation.refresh_from_db()
    return invitation
