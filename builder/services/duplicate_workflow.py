"""Makes a copy of a workflow's draft in the same project."""

from builder.access import Actor
from builder.models import Workflow
from builder.services.create_workflow import create_workflow


def duplicate_workflow(workflow: Workflow, actor: Actor, *, name: str = "") -> Workflow:
    return create_workflow(
        workflow.project,
        actor,
        name=name or f"{workflow.name[:190]} (copy)",
        description=workflow.description,
        tags=list(workflow.tags),
        document=workflow.document,
        action="workflow.duplicated",
        is_own=True,
    )
