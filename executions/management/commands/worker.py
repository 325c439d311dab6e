"""`manage.py worker`: carries executions until it is told to stop."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from executions.queues import STANDARD_QUEUES
from executions.worker import make_worker


class Command(BaseCommand):
    help = "Carries executions, many at once in one event loop. SIGTERM hands them back and ends it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--queues",
            nargs="+",
            default=list(STANDARD_QUEUES),
            help="In order of priority. Default: %(default)s",
        )
        parser.add_argument("--burst", action="store_true", help="End when nothing is due any more.")

    def handle(self, *args: Any, **options: Any) -> None:
        make_worker(options["queues"]).work(burst=options["burst"])
