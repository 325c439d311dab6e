"""What has to be known of a version before a run of it may start, worked out once and kept for a few seconds."""

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import UUID

from builder.catalogue import catalogue
from builder.drafts import errors_among, read_draft
from builder.graph.problems import Problem
from builder.models import Workflow, WorkflowVersion
from builder.refusals import Unsound
from builder.surroundings import surroundings_of
from nodes.base import Role

_KEPT = 256
_FRESH_SECONDS = 10.0
"""A version never changes, but the credentials and variables that it names may go."""


@dataclass(frozen=True, slots=True)
class Startable:
    problems: list[Problem]
    inputs_schema: dict[str, Any]
    nodes_total: int
    document: dict[str, Any]
    triggers: dict[str, str] = field(default_factory=dict)
    """Enabled triggers at the top level: id → type."""

    def refuse_errors(self) -> None:
        errors = errors_among(self.problems)
        if errors:
            many = "one error" if len(errors) == 1 else f"{len(errors)} errors"
            raise Unsound(
                f"This workflow has {many}. Mend them, then run it.",
                code="invalid_graph",
                problems=[one.as_json() for one in self.problems],
            )

    def only_trigger(self, kind: str) -> str:
        """The trigger that a start of this kind means when it names none; "" when that is not clear (R44)."""
        if len(self.triggers) == 1:
            return next(iter(self.triggers))
        same_kind = [node for node, key in self.triggers.items() if key == f"trigger.{kind}"]
        return same_kind[0] if len(same_kind) == 1 else ""


_known: "OrderedDict[UUID, tuple[float, Startable]]" = OrderedDict()
_lock = Lock()


def startable(version: WorkflowVersion, workflow: Workflow) -> Startable:
    kept = _known.get(version.pk)
    if kept is not None and kept[0] > time.monotonic():
        return kept[1]
    draft = read_draft(version.document)
    registry = catalogue()
    triggers = {}
    for node in draft.graph.children(None):
        kind = registry.get(node.type)
        if kind is not None and kind.role is Role.TRIGGER and not node.disabled:
            triggers[node.id] = node.type
    made = Startable(
        draft.problems(surroundings_of(workflow.project, without=workflow)),
        dict(draft.graph.inputs or {}),
        len(draft.graph.children(None)),
        draft.document,
        triggers,
    )
    with _lock:
        _known[version.pk] = (time.monotonic() + _FRESH_SECONDS, made)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return made
