"""Takes somebody out of a project. That person's tokens for it end at once, as rights are looked up at each call."""

from django.db import transaction
from django.utils import timezone

from builder.access import Actor
from builder.audit import record
from builder.models import ApiToken, Membership
from builder.services.change_member import keep_an_owner


def remove_member(membership: Membership, actor: Actor) -> None:
    """Raises `Clash` when the project would be left without an owner."""
    with transaction.atomic():
        keep_an_owner(membership, unless=False)
        tokens = ApiToken.objects.filter(
            project=membership.project_id, user=membership.user_id, revoked_at=None
        )
        tokens.update(revoked_at=timezone.now())
        record(actor, "member.removed", membership, role=membership.role)
        membership.delete()
