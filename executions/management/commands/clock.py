"""`manage.py clock`: turns time into wake-ups until it is told to stop."""

import signal
from typing import Any

from django.core.management.base import BaseCommand

from executions.clock import Clock


class Command(BaseCommand):
    help = "Wakes executions whose time has come or whose worker has died. Any number of clocks may run."

    def handle(self, *args: Any, **options: Any) -> None:
        clock = Clock()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: clock.stopped.set())
        clock.run()
