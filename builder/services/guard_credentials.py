"""Checks the right to use the credentials that a draft names, when it is saved (security rule 6)."""

from builder.access import Actor, Verb
from builder.credential_uses import credentials_used
from builder.graph.model import Graph
from builder.models import Credential, Project
from builder.refusals import Wrong


def guard_credentials(actor: Actor, project: Project, graph: Graph, before: Graph | None = None) -> None:
    """Raises `Wrong` when the draft names a credential that it did not name before and that is not there for the actor.

    What the draft named before stays allowed, so that somebody without the right can still move its nodes.
    """
    known = {use.credential for use in credentials_used(before)} if before is not None else set()
    added = [use for use in credentials_used(graph) if use.credential not in known]
    if not added:
        return
    there = {str(pk) for pk in Credential.objects.filter(project=project).values_list("pk", flat=True)}
    allowed = there if actor.person is None or actor.may(Verb.USE_CREDENTIAL, project) else set()
    errors = [
        {
            "path": f"document.nodes[{use.node}].config.{use.field}",
            "code": "credential_not_allowed",
            "message": "There is no such credential in this project, or you may not use it.",
        }
        for use in added
        if use.credential not in allowed
    ]
    if errors:
        raise Wrong(errors[0]["message"], code="credential_not_allowed", errors=errors)
