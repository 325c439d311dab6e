"""Gives a member of a project another role."""

from django.db import transaction

from builder.access import Actor
from builder.audit import record
from builder.models import Membership, MembershipRole
from builder.refusals import Clash


def change_member(membership: Membership, actor: Actor, *, role: str) -> Membership:
    """Raises `Clash` when the project would be left without an owner."""
    with transaction.atomic():
        before = membership.role
        keep_an_owner(membership, unless=role == MembershipRole.OWNER)
        membership.role = role
        membership.save(update_fields=["role"])
        record(actor, "member.changed", membership, before=before, after=role)
    return membership


def keep_an_owner(membership: Membership, *, unless: bool) -> None:
    """Raises `Clash` if this member is the last owner, unless it stays one. Call it within a transaction."""
    if unless or membership.role != MembershipRole.OWNER:
        return
    owners = Membership.objects.select_for_update().filter(
        project=membership.project_id, role=MembershipRole.OWNER
    )
    if len(owners) < 2:
        raise Clash(
            "This is the only owner of the project. Make somebody else an owner first.", code="last_owner"
        )
