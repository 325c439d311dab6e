"""Makes a workflow from a document that comes from elsewhere. Nothing is run, and nothing foreign stays bound."""

import copy
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from builder.access import Actor
from builder.drafts import read_draft
from builder.graph.picks import Pick, picks_in
from builder.models import Project, Workflow
from builder.picks import pickers
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
    """The workflow, new or `into` an existing one whose draft it replaces, and what must be bound again.

    An existing one that is like the text already stays as it is, its revision too.
    """
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
    if document == into.document and all(getattr(into, key) == value for key, value in told.items()):
        return into, unbound
    saved = save_draft(
        into, actor, revision=into.revision, document=document, action="workflow.imported", **told
    )
    return saved, unbound


def _unbound(project: Project, actor: Actor, document: Any) -> tuple[dict[str, Any], list[Unbound]]:
    """The document without the credentials and workflows that this project does not have."""
    workflows = Workflow.objects.filter(project=project).values_list("pk", flat=True)
    there = usable_credentials(actor, project) | {str(pk) for pk in workflows}
    mine = copy.deepcopy(read_draft(document).document)
    unbound = []
    for node in mine["nodes"]:
        for pick in list(picks_in(node.get("config", {}), pickers(node["type"]))):
            if pick.id and pick.id not in there:
                _clear(pick)
                picker = pick.picker
                unbound.append(Unbound(node["id"], pick.field, picker.kind, picker.title, picker.accepts))
    return mine, unbound


def _clear(pick: Pick) -> None:
    """Leave the field empty in the document that the pick was found in."""
    around: Any = pick.around
    name, _, number = pick.field.rpartition(".")[2].partition("[")
    if number:
        around[name][int(number.rstrip("]"))] = ""
    else:
        around[name] = ""
