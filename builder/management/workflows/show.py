"""`workflows show`: the nodes of one workflow."""

import json
from typing import Any

from django.core.management.base import CommandParser, OutputWrapper

from builder.drafts import read_draft
from builder.management.table import table
from builder.management.workflows.action import Action, takes_json, takes_workflow, workflow_named


def arguments(parser: CommandParser) -> None:
    takes_workflow(parser)
    takes_json(parser)


def run(options: dict[str, Any], out: OutputWrapper) -> int:
    workflow = workflow_named(options)
    draft = read_draft(workflow.document)
    version = workflow.published.number if workflow.published else None
    if options["json"]:
        told = {"id": str(workflow.pk), "name": workflow.name, "version": version, "document": draft.document}
        out.write(json.dumps(told))
        return 0
    out.write(
        f"{workflow.name} · revision {workflow.revision} · {f'version {version}' if version else 'not published'}"
    )
    rows = [
        (node.id, node.type, node.name, ", ".join(edge.target for edge in draft.graph.outgoing(node.id)))
        for node in draft.graph.nodes
    ]
    out.write(table(("NODE", "TYPE", "NAME", "LEADS TO"), rows))
    return 0


ACTION = Action("show", "the nodes of a workflow", arguments, run)
