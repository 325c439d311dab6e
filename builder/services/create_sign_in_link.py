"""Makes a link that signs one person in, once."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from builder.conf import setting
from builder.models import SignInLink
from builder.one_time import digest_of, new_secret


def create_sign_in_link(user: Any) -> str:
    """The path of the link. It ends after `SIGN_IN_LINK_SECONDS`."""
    secret = new_secret()
    expires_at = timezone.now() + timedelta(seconds=int(setting("SIGN_IN_LINK_SECONDS")))
    SignInLink.objects.filter(user=user, expires_at__lt=timezone.now()).delete()
    SignInLink.objects.create(user=user, digest=digest_of(secret), expires_at=expires_at)
    return reverse("quintet-sign-in-by-link", args=[secret])
