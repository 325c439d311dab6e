"""Turns time into wake-ups: expired leases, due timers, schedules, forgotten starts. Any number of clocks may run (R30)."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection, transaction
from django.db.models import F, Min, Q
from django.db.models.functions import Now

from executions import failpoints
from executions.carrier import process_name
from executions.conf import Conf, conf
from executions.models import Execution
from executions.process_signs import forget_the_dead, sign_of_life, sign_off
from executions.queues import wake_up_many
from executions.services.prune_executions import prune_by_settings
from executions.triggers.schedule.fire import fire_due, seconds_to_next
from executions.triggers.webhook.nonces import forget_old_nonces

logger = logging.getLogger("quintet.clock")

_SIGN_SECONDS = 5.0
_PRUNE_SECONDS = 600.0
_SHORTEST_SLEEP = 0.02


class Clock:
    """Everything it does is compare-and-set, so that losing or doubling a clock changes nothing."""

    def __init__(self) -> None:
        self.name = process_name("clock")
        self.stopped = threading.Event()
        self._conf: Conf = conf()
        self._next_sign = self._next_prune = 0.0

    def run(self) -> None:
        """Until `stopped` is set."""
        while not self.stopped.is_set():
            pause = self._conf.sweep_seconds
            try:
                pause = self.turn()
            except DatabaseError as error:
                logger.warning("The database is away (%s). Trying again.", error)
                connection.close()
            self.stopped.wait(pause)
        self._quietly(lambda: sign_off(self.name))

    def turn(self) -> float:
        """One look at the database. Returns for how many seconds nothing will be due."""
        close_old_connections()
        now = time.monotonic()
        if now >= self._next_sign:
            self._next_sign = now + _SIGN_SECONDS
            sign_of_life(self.name, "clock")
        fire_due()
        while len(sweep(self._conf)) >= self._conf.sweep_batch:
            if self.stopped.is_set():
                break
        if now >= self._next_prune:
            self._next_prune = now + _PRUNE_SECONDS
            forget_the_dead()
            prune_by_settings()
            forget_old_nonces()
        return self._until_next()

    def _until_next(self) -> float:
        upcoming = Execution.objects.filter(due_at__gt=Now()).aggregate(next=Min(F("due_at") - Now()))["next"]
        pauses = [
            self._conf.sweep_seconds,
            upcoming.total_seconds() if upcoming is not None else None,
            seconds_to_next(),
        ]
        return max(_SHORTEST_SLEEP, min(pause for pause in pauses if pause is not None))

    @staticmethod
    def _quietly(action: Callable[[], None]) -> None:
        try:
            action()
        except DatabaseError:
            logger.debug("The database was gone already.")


def sweep(settings: Conf) -> list[UUID]:
    """Mark a batch of what is due as told, then tell. A wake-up that nobody follows is sent again after a while."""
    stale = Now() - timedelta(seconds=settings.hint_seconds)
    with transaction.atomic():
        due = (
            Execution.objects.filter(due_at__lte=Now())
            .filter(Q(hinted_at=None) | Q(hinted_at__lt=stale))
            .order_by("due_at")
            .select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
            .values_list("pk", "queue")[: settings.sweep_batch]
        )
        found = list(due)
        if found:
            Execution.objects.filter(pk__in=[pk for pk, _ in found]).update(hinted_at=Now())
    failpoints.reach("sweep.after_mark")
    if found:
        wake_up_many(found)
    return [pk for pk, _ in found]
