"""Ends a token for good."""

from django.db import transaction
from django.utils import timezone

from builder.access import Actor
from builder.audit import record
from builder.models import ApiToken


def revoke_token(token: ApiToken, actor: Actor) -> ApiToken:
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
            record(actor, "token.revoked", token)
    token.refresh_from_db()
    return token
