"""Forgets signed calls that are too old to be replayed."""

from datetime import timedelta

from django.utils import timezone

from executions.models import WebhookNonce

KEPT = timedelta(days=30)
"""Far longer than a signature with a time is good for; a signature of the body alone has none."""


def forget_old_nonces() -> None:
    WebhookNonce.objects.filter(seen_at__lt=timezone.now() - KEPT).delete()
