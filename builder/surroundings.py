"""What lies around the workflows of a project, as far as validation must know it: names and types, never values."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from builder.catalogue import catalogue
from builder.graph.validation import Surroundings
from builder.models import Credential, Project, Variable, Workflow
from nodes.base import Role


class CallableWorkflows(Mapping[str, Mapping[str, Any]]):
    """The input schema of each workflow that can be called, by id. A document is read only when it is asked for."""

    def __init__(self, project: Project) -> None:
        self._published = Workflow.objects.filter(project=project, archived_at=None, published__isnull=False)
        self._ids = {str(pk) for pk in self._published.values_list("pk", flat=True)}
        self._read: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, workflow: str) -> Mapping[str, Any]:
        if workflow not in self._ids:
            raise KeyError(workflow)
        if workflow not in self._read:
            found = (
                self._published.filter(pk=UUID(workflow))
                .values_list("published__document", flat=True)
                .first()
            )
            self._read[workflow] = (found or {}).get("inputs", {})
        return self._read[workflow]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class TakenPaths(Mapping[str, str]):
    """The paths that triggers of published workflows listen on, by whom. Read only when a graph has such a trigger."""

    def __init__(self, project: Project, without: Workflow | None) -> None:
        published = Workflow.objects.filter(project=project, archived_at=None, published__isnull=False)
        self._others = published.exclude(pk=without.pk) if without is not None else published

    @cached_property
    def _taken(self) -> dict[str, str]:
        rows = self._others.values_list("name", "published__document")
        return {path: name for name, document in rows for path in _paths_in(document)}

    def __getitem__(self, path: str) -> str:
        return self._taken[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._taken)

    def __len__(self) -> int:
        return len(self._taken)


def _paths_in(document: Any) -> Iterator[str]:
    for node in document.get("nodes", []):
        declared = catalogue().get(node.get("type", ""))
        path = node.get("config", {}).get("path")
        if (
            declared is not None
            and declared.role is Role.TRIGGER
            and isinstance(path, str)
            and not node.get("disabled")
        ):
            yield path.strip("/")


def surroundings_of(project: Project, *, without: Workflow | None = None) -> Surroundings:
    """What a workflow of this project may name or run into; `without` is the workflow itself, if it is stored."""
    credentials = Credential.objects.filter(project=project).values_list("pk", "type")
    variables = Variable.objects.filter(project=project, is_secret=False).values_list("name", flat=True)
    return Surroundings(
        credentials={str(pk): kind for pk, kind in credentials},
        variables=frozenset(variables),
        workflows=CallableWorkflows(project),
        webhook_paths=TakenPaths(project, without),
    )
