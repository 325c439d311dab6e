"""A value that a workflow keeps between its runs: what `context.store` gives to nodes."""

from django.db import models

from builder.fields import JSONText


class KeptValue(models.Model):
    workflow = models.ForeignKey("builder.Workflow", models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=255)
    value = JSONText(default=None)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["workflow", "key"]
        constraints = [models.UniqueConstraint(fields=["workflow", "key"], name="kept_value_once_per_key")]

    def __str__(self) -> str:
        return self.key
