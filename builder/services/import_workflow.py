"""Makes a workflow from a document that comes from elsewhere. Nothing is run, and nothing foreign stays bound."""

import copy
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from builder.access import Actor
from builder.drafts import read_draft
from builder.models import Project, Workflow
from builder.picks import Pick, picks_of
from builder.services.create_workflow import create_workflow
from builder.services.guard_credentials import usable_credentials
from builder.services.save_draft import save_draft
from builder.texts import Described

UNNAMED = "Imported workflow"


@dataclass(frozen=True, slots=True)
class Unbound:
    """A field that named something of another place and must be chosen again."""

    node: str
    field: str
    kind: str
    title: str
    accepts: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "node": self.node,
            "field": self.field,
            "kind": self.kind,
            "title": self.title,
            "accepts": list(self.accepts),
        }


def import_workflow(
    project: Project, actor: Actor, described: Described, *, name: str = "", into: Workflow | None = None
) -> tuple[Workflow, list[Unbound]]:
    """The workflow, new or `into` an existing one whose draft it replaces, and what must be bound again."""
    document, unbound = _unbound(project, actor, described.document)
    about: dict[str, Any] = {
        "name": name or described.name,
        "description": described.description,
        "tags": list(described.tags),
    }
    if into is None:
        about["name"] = about["name"] or UNNAMED
        with transaction.atomic():
            return create_workflow(
                project, actor, document=document, action="workflow.imported", **about
            ), unbound
    told = {key: value for key, value in about.items() if value}
    saved = save_draft(
        into, actor, revision=into.revision, document=document, action="workflow.imported", **told
    )
    return saved, unbound


def _unbound(project: Project, actor: Actor, document: Any) -> tuple[dict[str, Any], list[Unbound]]:
    """The document without the credentials and workflows that this project does not have."""
    draft = read_draft(copy.deepcopy(document))
    there = usable_credentials(actor, project) | {
        str(pk) for pk in Workflow.objects.filter(project=project).values_list("pk", flat=True)
    }
    foreign = [pick for pick in picks_of(draft.graph) if pick.id not in there]
    for pick in foreign:
        _clear(pick)
    # The picks point into the configs of the graph, which the document was written from.
    cleared = draft.graph_document() if foreign else draft.document
    return cleared, [Unbound(pick.node, pick.field, pick.kind, pick.title, pick.accepts) for pick in foreign]


def _clear(pick: Pick) -> None:
    last = pick.field.rpartition(".")[2]
    name, _, number = last.partition("[")
    if number:
        pick.around[name][int(number.rstrip("]"))] = ""
    else:
        pick.around[name] = ""
