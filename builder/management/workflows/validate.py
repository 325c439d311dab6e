"""`workflows validate`: every problem of a draft; the exit code says whether there are errors."""

import json
from typing import Any

from django.core.management.base import CommandParser, OutputWrapper

from builder.drafts import errors_among, problems_of
from builder.management.table import table
from builder.management.workflows.action import Action, takes_json, takes_workflow, workflow_named
from builder.surroundings import surroundings_of


def arguments(parser: CommandParser) -> None:
    takes_workflow(parser)
    takes_json(parser)


def run(options: dict[str, Any], out: OutputWrapper) -> int:
    workflow = workflow_named(options)
    problems = problems_of(workflow.document, surroundings_of(workflow.project, without=workflow))
    if options["json"]:
        out.write(json.dumps([one.as_json() for one in problems]))
    elif problems:
        rows = [(one.severity, one.node or one.edge, one.field, one.message) for one in problems]
        out.write(table(("SEVERITY", "WHERE", "FIELD", "PROBLEM"), rows))
    else:
        out.write("No problems.")
    return 1 if errors_among(problems) else 0


ACTION = Action("validate", "all problems of a draft; exit code 1 if there are errors", arguments, run)
