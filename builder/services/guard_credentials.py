"""Checks the right to use the credentials that a draft names, when it is saved (security rule 6)."""

from builder.access import Actor, Verb
from builder.graph.model import Graph
from builder.models import Credential, Project
from builder.picks import credentials_used
from builder.refusals import Wrong

TOLD = "There is no such credential in this project, or you may not use it."


def guard_credentials(actor: Actor, project: Project, graph: Graph, before: Graph | None = None) -> None:
    """Raises `Wrong` when the draft names a credential that it did not name before and that the actor may not use.

    What the draft named before stays allowed, so that somebody without the right can still move its nodes.
    """
    known = {pick.id for pick in credentials_used(before)} if before is not None else set()
    added = [pick for pick in credentials_used(graph) if pick.id not in known]
    if not added:
        return
    usable = usable_credentials(actor, project)
    errors = [
        {
            "path": f"document.nodes[{pick.node}].{pick.field}",
            "code": "credential_not_allowed",
            "message": TOLD,
        }
        for pick in added
        if pick.id not in usable
    ]
    if errors:
        raise Wrong(TOLD, code="credential_not_allowed", errors=errors)


def usable_credentials(actor: Actor, project: Project) -> set[str]:
    """The ids of those that the actor may put into a workflow of the project."""
    if actor.person is not None and not actor.may(Verb.USE_CREDENTIAL, project):
        return set()
    return {str(pk) for pk in Credential.objects.filter(project=project).values_list("pk", flat=True)}
