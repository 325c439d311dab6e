"""Signs of life of workers and clocks in the database."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from executions.models import Process

SEEN_SECONDS = 20.0
"""A process that was silent for longer is taken for gone."""


def sign_of_life(
    name: str, kind: str, *, queues: Sequence[str] = (), concurrency: int = 0, carrying: int = 0
) -> None:
    Process.objects.update_or_create(
        name=name,
        defaults={
            "kind": kind,
            "queues": list(queues),
            "concurrency": concurrency,
            "carrying": carrying,
            "seen_at": timezone.now(),
        },
    )


def sign_off(name: str) -> None:
    Process.objects.filter(name=name).delete()


def alive(kind: str) -> list[Process]:
    """The processes of a kind that were seen lately."""
    since = timezone.now() - timedelta(seconds=SEEN_SECONDS)
    return list(Process.objects.filter(kind=kind, seen_at__gte=since))


def forget_the_dead() -> None:
    Process.objects.filter(seen_at__lt=timezone.now() - timedelta(hours=1)).delete()
