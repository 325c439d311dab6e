"""`rotate_key`: seals every secret again with the newest encryption key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from builder.management.people import COMMAND_LINE
from builder.services.rotate_key import rotate_key
from builder.vault import VaultError


class Command(BaseCommand):
    help = (
        "Seal every credential and secret variable with the first of QUINTET_ENCRYPTION_KEYS. Safe to repeat."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rotated = rotate_key(COMMAND_LINE)
        except VaultError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{rotated.sealed_again} sealed again, {rotated.current} had the newest key already."
        )
        if rotated.failed:
            told = "\n".join(f"  {line}" for line in rotated.failed)
            raise CommandError(f"{len(rotated.failed)} could not be opened; keep the old keys:\n{told}")
