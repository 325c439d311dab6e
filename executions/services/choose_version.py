"""Which version of a workflow a start means: its draft as it stands, the published one, or a number."""

from builder.access import Actor
from builder.models import Workflow, WorkflowVersion
from builder.refusals import Clash, Wrong
from builder.services.snapshot_draft import snapshot_draft


def choose_version(workflow: Workflow, wanted: str | int, actor: Actor) -> WorkflowVersion:
    """Raises `Clash` when nothing is published and `Wrong` when there is no such version."""
    if wanted == "draft":
        return snapshot_draft(workflow, actor)
    if wanted == "published":
        if workflow.published is None:
            raise Clash(
                "This workflow has no published version. Publish it, or run its draft.", code="not_published"
            )
        return workflow.published
    version = WorkflowVersion.objects.filter(workflow=workflow, number=wanted).first()
    if version is None:
        raise Wrong.field("version", f"There is no version {wanted} of this workflow.")
    return version
