"""Makes an earlier version the draft again. The draft that it replaces is kept as a revision."""

from builder.access import Actor
from builder.models import Workflow, WorkflowVersion
from builder.services.save_draft import save_draft


def restore_version(version: WorkflowVersion, actor: Actor, *, revision: int) -> Workflow:
    """The workflow with the new draft. Raises `Clash` when the draft is not at `revision` any more."""
    return save_draft(
        version.workflow,
        actor,
        revision=revision,
        document=version.document,
        action="workflow.restored",
        is_own=True,
    )
