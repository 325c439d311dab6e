"""`workflows list|show|validate|export|import|publish|…`: workflows at a terminal."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from builder.management.workflows import ACTIONS
from builder.management.workflows.action import refused
from builder.refusals import Refusal


class Command(BaseCommand):
    help = "List, show, validate, export, import, publish and execute workflows."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for name, action in sorted(ACTIONS.items()):
            action.arguments(actions.add_parser(name, help=action.help))

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            code = ACTIONS[action].run(options, self.stdout)
        except Refusal as refusal:
            raise refused(refusal) from refusal
        if code:
            sys.exit(code)
