"""A worker or clock process and when it was last seen, so that readiness and *why* can be answered."""

from django.db import models
from django.utils import timezone

from builder.fields import JSONText


class Process(models.Model):
    name = models.CharField(primary_key=True, max_length=120)
    kind = models.CharField(max_length=12)
    queues = JSONText(default=list)
    concurrency = models.PositiveIntegerField(default=0)
    carrying = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
