"""The words for where an execution and a node run stand."""

from django.db.models import TextChoices


class Status(TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"
    PAUSED = "paused"
    PARKED = "parked"
    CANCELLING = "cancelling"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({Status.COMPLETED.value, Status.FAILED.value, Status.CANCELLED.value})


class NodeStatus(TextChoices):
    PENDING = "pending"
    RUNNING = "running"
    WAITING = "waiting"
    PARKED = "parked"
    UNCERTAIN = "uncertain"
    COMPLETED = "completed"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


SETTLED = frozenset(
    {
        NodeStatus.COMPLETED.value,
        NodeStatus.FAILED.value,
        NodeStatus.SKIPPED.value,
        NodeStatus.CANCELLED.value,
    }
)
