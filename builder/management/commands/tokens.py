"""`tokens create|list|revoke`: bearer tokens for the API."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from builder.access import Verb
from builder.management.people import COMMAND_LINE, moment_from, owner_of, project_named, user_named
from builder.management.table import table
from builder.models import ApiToken
from builder.services.create_token import create_token
from builder.services.revoke_token import revoke_token


class Command(BaseCommand):
    help = "Make, list and revoke bearer tokens for the API."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="make a token and print it; it is not shown again")
        create.add_argument("--name", required=True, help="what it is for")
        create.add_argument("--project", default="", help="slug, id or name; the first project if left out")
        create.add_argument(
            "--user", default="", help="for whom it acts; an owner of the project if left out"
        )
        create.add_argument(
            "--verbs", default="", help=f"with commas, of: {', '.join(Verb)}; all if left out"
        )
        create.add_argument("--expires", default="", help="`30d`, `12h`, `2w` or a time; never if left out")
        create.add_argument("--json", action="store_true")
        listed = actions.add_parser("list", help="the tokens of a project")
        listed.add_argument("--project", default="")
        listed.add_argument("--json", action="store_true")
        revoke = actions.add_parser("revoke", help="end a token")
        revoke.add_argument("token", help="its id or prefix")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, action)(**options)

    def create(self, *, name: str, project: str, user: str, verbs: str, expires: str, **options: Any) -> None:
        chosen = project_named(project)
        person = user_named(user) if user else owner_of(chosen)
        token, text = create_token(
            chosen, person, name, _verbs(verbs), moment_from(expires), actor=COMMAND_LINE
        )
        if options["json"]:
            text = json.dumps({"id": str(token.pk), "token": text, "project": str(chosen.pk)})
        self.stdout.write(text)

    def list(self, *, project: str, **options: Any) -> None:
        tokens = ApiToken.objects.filter(project=project_named(project)).select_related("user")
        rows = [
            {
                "id": str(token.pk),
                "name": token.name,
                "prefix": token.prefix,
                "user": str(token.user),
                "last_used_at": _time(token.last_used_at),
                "expires_at": _time(token.expires_at),
                "revoked_at": _time(token.revoked_at),
            }
            for token in tokens
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows))
        else:
            titles = ("NAME", "PREFIX", "USER", "LAST USED", "EXPIRES", "REVOKED")
            self.stdout.write(table(titles, [list(row.values())[1:] for row in rows]))

    def revoke(self, *, token: str, **options: Any) -> None:
        found = [each for each in ApiToken.objects.all() if token in (str(each.pk), each.prefix)]
        if not found:
            raise CommandError(f"There is no token “{token}”. See `tokens list`.")
        revoke_token(found[0], COMMAND_LINE)
        self.stdout.write(f"Revoked “{found[0].name}”.")


def _verbs(text: str) -> "list[Verb]":
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in list(Verb)]
    if unknown:
        raise CommandError(f"There is no verb “{unknown[0]}”. There are: {', '.join(Verb)}.")
    return [Verb(name) for name in names] or list(Verb)


def _time(moment: Any) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
