"""A signed call that a webhook has taken, so that it is not taken twice."""

from django.db import models
from django.utils import timezone


class WebhookNonce(models.Model):
    """Written in the transaction of the start: a start that was not recorded uses nothing up."""

    workflow = models.ForeignKey("builder.Workflow", models.CASCADE, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workflow", "digest"], name="webhook_nonce_once"),
        ]

    def __str__(self) -> str:
        return self.digest
