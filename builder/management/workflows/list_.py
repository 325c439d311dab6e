"""`workflows list`: what there is in a project."""

import json
from typing import Any

from django.core.management.base import CommandParser, OutputWrapper

from builder.management.people import project_named
from builder.management.table import table
from builder.management.workflows.action import Action, takes_json, takes_project
from builder.models import Workflow


def arguments(parser: CommandParser) -> None:
    takes_project(parser)
    parser.add_argument("--archived", action="store_true", help="the archived ones instead")
    takes_json(parser)


def run(options: dict[str, Any], out: OutputWrapper) -> int:
    workflows = Workflow.objects.filter(
        project=project_named(options["project"]), archived_at__isnull=not options["archived"]
    )
    rows = [
        {
            "id": str(workflow.pk),
            "name": workflow.name,
            "version": workflow.published.number if workflow.published else None,
            "revision": workflow.revision,
            "errors": workflow.problems_count,
            "updated_at": workflow.updated_at.isoformat(timespec="seconds"),
        }
        for workflow in workflows.select_related("published").defer("document", "published__document")
    ]
    if options["json"]:
        out.write(json.dumps(rows))
    else:
        titles = ("ID", "NAME", "VERSION", "REVISION", "ERRORS", "CHANGED")
        out.write(table(titles, [list(row.values()) for row in rows]))
    return 0


ACTION = Action("list", "the workflows of a project", arguments, run)
