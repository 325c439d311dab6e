"""`sign_in_link`: prints a link that signs a person in, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from builder.conf import setting
from builder.management.people import user_named
from builder.services.create_sign_in_link import create_sign_in_link
from builder.services.first_steps import ensure_first_project


class Command(BaseCommand):
    help = "Print a link that signs a person in. It works once and for a short time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--user", default="", help="name or e-mail; the owner of the first project if left out"
        )

    def handle(self, *args: Any, user: str, **options: Any) -> None:
        person = user_named(user) if user else ensure_first_project()[0]
        self.stdout.write(str(setting("BASE_URL")).rstrip("/") + create_sign_in_link(person))
