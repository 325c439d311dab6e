"""`manage.py prune`: removes old ended executions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from executions.services.prune_executions import prune_executions


class Command(BaseCommand):
    help = "Removes ended executions by age or count. What still runs or waits is never touched."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep-days", type=int, default=0, help="Remove what ended longer ago.")
        parser.add_argument("--keep-per-workflow", type=int, default=0, help="Keep so many of each workflow.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["keep_days"] and not options["keep_per_workflow"]:
            raise CommandError("Say --keep-days or --keep-per-workflow; without either everything is kept.")
        removed = prune_executions(
            keep_days=options["keep_days"], keep_per_workflow=options["keep_per_workflow"]
        )
        self.stdout.write(f"{removed} executions removed.")
