"""Tells threads of a web process when executions have ended: by Redis at once, by the database in any case."""

import logging
import threading
import time
from collections import OrderedDict
from uuid import UUID

from redis.exceptions import RedisError

from executions.models import Execution
from executions.queues import ENDED_CHANNEL, connection
from executions.statuses import ENDED

logger = logging.getLogger("quintet.web")

_REMEMBERED = 10_000
_FIRST_POLL = 0.02
_LONGEST_POLL = 1.0


class Endings:
    """One thread listens for the whole process. Ends that came before anybody asked are remembered for a while."""

    _one: "Endings | None" = None
    _making = threading.Lock()

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, list[threading.Event]] = {}
        self._recent: OrderedDict[str, None] = OrderedDict()
        threading.Thread(target=self._listen_forever, name="endings", daemon=True).start()

    @classmethod
    def of_this_process(cls) -> "Endings":
        with cls._making:
            if cls._one is None:
                cls._one = cls()
            return cls._one

    def wait(self, execution: UUID, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        key, told = str(execution), threading.Event()
        with self._lock:
            if key in self._recent:
                return True
            self._waiting.setdefault(key, []).append(told)
        try:
            return self._wait(execution, told, time.monotonic() + seconds)
        finally:
            with self._lock:
                events = self._waiting[key]
                events.remove(told)
                if not events:
                    del self._waiting[key]

    def _wait(self, execution: UUID, told: threading.Event, until: float) -> bool:
        pause = _FIRST_POLL
        while True:
            left = until - time.monotonic()
            if left <= 0:
                return False
            # A message may be lost, so the database is asked as well, ever more seldom.
            if told.wait(min(pause, left)):
                return True
            if Execution.objects.filter(pk=execution, status__in=ENDED).exists():
                return True
            pause = min(pause * 2, _LONGEST_POLL)

    def _listen_forever(self) -> None:
        while True:
            try:
                self._listen()
            except (RedisError, OSError) as error:
                logger.info("Ends of executions are not heard of (%s); the database is asked instead.", error)
            time.sleep(_LONGEST_POLL)

    def _listen(self) -> None:
        with connection().pubsub(ignore_subscribe_messages=True) as channel:
            channel.subscribe(ENDED_CHANNEL)
            for message in channel.listen():
                self._heard(message["data"].decode().split(","))

    def _heard(self, executions: list[str]) -> None:
        with self._lock:
            for key in executions:
                self._recent[key] = None
                for told in self._waiting.get(key, ()):
                    told.set()
            while len(self._recent) > _REMEMBERED:
                self._recent.popitem(last=False)
