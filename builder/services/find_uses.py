"""Finds the workflows of a project that name something: before it is changed or deleted."""

from dataclasses import dataclass
from typing import Any, Literal

from builder.catalogue import catalogue
from builder.graph.references import uses
from builder.models import Project, Workflow

Table = Literal["credentials", "variables", "workflows"]


@dataclass(frozen=True, slots=True)
class FoundUse:
    workflow: Workflow
    node: str
    field: str
    where: Literal["draft", "published"]

    def as_json(self) -> dict[str, Any]:
        return {
            "workflow": str(self.workflow.pk),
            "name": self.workflow.name,
            "node": self.node,
            "field": self.field,
            "where": self.where,
        }


def find_uses(project: Project, table: Table, name: str) -> list[FoundUse]:
    """Every place in the drafts and published versions of a project that names this."""
    found: list[FoundUse] = []
    workflows = Workflow.objects.filter(project=project, archived_at=None).select_related("published")
    for workflow in workflows.iterator(chunk_size=50):
        published = workflow.published.document if workflow.published else None
        found += _in(workflow, workflow.document, "draft", table, name)
        if published is not None and published != workflow.document:
            found += _in(workflow, published, "published", table, name)
    return found


def _in(
    workflow: Workflow, document: Any, where: Literal["draft", "published"], table: Table, name: str
) -> list[FoundUse]:
    named = getattr(uses(document, catalogue()), table).get(name, [])
    return [FoundUse(workflow, use.node, use.field, where) for use in named]
