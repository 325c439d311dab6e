"""`manage.py worker`: carries executions until it is told to stop."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rq.serializers import JSONSerializer

from executions.carrier import process_name
from executions.queues import STANDARD_QUEUES, connection
from executions.worker import QuintetWorker


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
        worker = QuintetWorker(
            options["queues"],
            name=process_name("worker"),
            connection=connection(),
            serializer=JSONSerializer,
            prepare_for_work=False,
        )
        worker.work(burst=options["burst"])
