"""What an action of `workflows …` is, and how it finds what it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from builder.management.people import project_named
from builder.models import Workflow
from builder.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Action:
    """`run` gets the options and a place to write to, and returns the exit code."""

    name: str
    help: str
    arguments: Callable[[CommandParser], None]
    run: Callable[[dict[str, Any], OutputWrapper], int]


def workflow_named(options: dict[str, Any]) -> Workflow:
    """By id anywhere, by name within the project. Raises `CommandError`."""
    text = options["workflow"]
    found = Workflow.objects.select_related("project", "published")
    try:
        by_id = found.filter(pk=UUID(text)).first()
    except ValueError:
        by_id = None
    if by_id is not None:
        return by_id
    project = project_named(options["project"])
    named = list(found.filter(project=project, name__iexact=text, archived_at=None)[:2])
    if len(named) == 1:
        return named[0]
    problem = "Several workflows are called" if named else "There is no workflow"
    raise CommandError(
        f"{problem} “{text}” in the project “{project}”. Name it by its id; see `workflows list`."
    )


def refused(refusal: Refusal) -> CommandError:
    """A refusal of a service in the words of the command line."""
    lines = [f"  {error['path'] or '-'}: {error['message']}" for error in refusal.errors]
    lines += [
        f"  {problem['node'] or '-'}: {problem['message']}" for problem in refusal.extra.get("problems", ())
    ]
    return CommandError("\n".join([refusal.message, *lines]))


def takes_workflow(parser: CommandParser) -> None:
    parser.add_argument("workflow", help="its id, or its name within the project")
    takes_project(parser)


def takes_project(parser: CommandParser) -> None:
    parser.add_argument("--project", default="", help="slug, id or name; the first project if left out")


def takes_json(parser: CommandParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")
