"""`workflows publish`: the draft as the next version."""

import json
from typing import Any

from django.core.management.base import CommandParser, OutputWrapper

from builder.management.people import COMMAND_LINE
from builder.management.workflows.action import Action, takes_json, takes_workflow, workflow_named
from builder.services.publish_version import publish_version


def arguments(parser: CommandParser) -> None:
    takes_workflow(parser)
    parser.add_argument("--message", default="", help="what is new")
    takes_json(parser)


def run(options: dict[str, Any], out: OutputWrapper) -> int:
    version = publish_version(workflow_named(options), COMMAND_LINE, message=options["message"])
    if options["json"]:
        out.write(json.dumps({"id": str(version.pk), "number": version.number}))
    else:
        out.write(f"“{version.workflow.name}” is published as version {version.number}.")
    return 0


ACTION = Action("publish", "publish a draft as the next version", arguments, run)
