"""Uses up a link that signs somebody in."""

from typing import Any

from django.utils import timezone

from builder.models import SignInLink
from builder.one_time import digest_of


def redeem_sign_in_link(secret: str) -> Any | None:
    """The person whom the link signs in, or None when it is unknown, used or too old. Of two tries one succeeds."""
    link = SignInLink.objects.select_related("user").filter(digest=digest_of(secret)).first()
    if link is None or not link.user.is_active:
        return None
    now = timezone.now()
    fresh = SignInLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now)
    return link.user if fresh.update(used_at=now) else None
