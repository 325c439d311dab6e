"""Checks the right to use the credentials that a draft names, when it is saved (security rule 6)."""

from collections.abc import Iterable, Mapping
from typing import Any

from builder.access import Actor, Verb
from builder.graph.model import Graph
from builder.graph.picks import is_computed
from builder.models import Credential, Project
from builder.picks import CredentialPick, credentials_in, credentials_used
from builder.refusals import Wrong

TOLD = "There is no such credential in this project, or you may not use it."


def guard_credentials(actor: Actor, project: Project, graph: Graph, before: Graph | None = None) -> None:
    """Raises `Wrong` when the draft names a credential that it did not name before and that the actor may not use.

    What the draft named before stays allowed, so that somebody without the right can still move its nodes.
    """
    known = {pick.id for pick in credentials_used(before)} if before is not None else set()
    added = [pick for pick in credentials_used(graph) if pick.id not in known]
    _refuse_others(actor, project, ((f"document.nodes[{pick.node}].{pick.field}", pick) for pick in added))


def guard_config(
    actor: Actor, project: Project, node: str, node_type: str, config: Mapping[str, Any]
) -> None:
    """Raises `Wrong` when a config that somebody gives to one node names a credential that is not theirs to use."""
    _refuse_others(actor, project, ((pick.field, pick) for pick in credentials_in(node, node_type, config)))


def _refuse_others(actor: Actor, project: Project, picks: Iterable[tuple[str, CredentialPick]]) -> None:
    picks = list(picks)
    if not picks:
        return
    usable, may_use = usable_credentials(actor, project), _may_use(actor, project)
    errors = [
        {"path": path, "code": "credential_not_allowed", "message": TOLD}
        for path, pick in picks
        # An expression could pick any of them.
        if not (may_use if is_computed(pick.id) else pick.id in usable)
    ]
    if errors:
        raise Wrong(TOLD, code="credential_not_allowed", errors=errors)


def usable_credentials(actor: Actor, project: Project) -> set[str]:
    """The ids of those that the actor may put into a workflow of the project."""
    if not _may_use(actor, project):
        return set()
    return {str(pk) for pk in Credential.objects.filter(project=project).values_list("pk", flat=True)}


def _may_use(actor: Actor, project: Project) -> bool:
    return actor.person is None or actor.may(Verb.USE_CREDENTIAL, project)
