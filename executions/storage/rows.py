"""The rows that go between the journal and a store."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from executions.engine.events import Event
from executions.engine.port import Command
from executions.models.wait import wait_id
from executions.projection import Changes, RunChange
from executions.storage.convert import dump


@dataclass(slots=True)
class Claimed:
    """An execution that this process owns from now on, with everything that is needed to carry it."""

    id: UUID
    epoch: int
    version: UUID
    workflow: UUID
    project: UUID
    next_event: int
    commands_given: int
    recoveries: int
    depth: int
    parent: UUID | None
    parent_node: str
    parent_path: str
    crash_node: str
    crash_count: int
    metadata: dict[str, Any]
    taken_over: bool
    spilled: bool = False
    """Whether the history has references to values that are stored apart."""
    history: list[Event] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)


@dataclass(slots=True)
class EventRow:
    execution: UUID
    event: Event
    data: str


@dataclass(slots=True)
class RunRow:
    execution: UUID
    node: str
    path: str
    attempt: int
    change: RunChange


@dataclass(slots=True)
class LogRow:
    execution: UUID
    at: float
    node: str
    path: str
    attempt: int
    level: str
    message: str
    data: dict[str, Any]


@dataclass(slots=True)
class WaitRow:
    id: UUID
    execution: UUID
    project: UUID
    key: str
    node: str
    path: str
    kind: str
    request: Any
    schema: Any
    deadline: float | None
    at: float


@dataclass(slots=True)
class ArtefactRow:
    id: UUID
    project: UUID
    execution: UUID
    media_type: str
    content: bytes


@dataclass(slots=True)
class Append:
    """A stretch of events of one execution, with what follows from it."""

    execution: UUID
    project: UUID
    epoch: int
    first: int
    events: list[EventRow]
    changes: Changes
    runs: list[RunRow]
    artefacts: list[ArtefactRow]
    parent: UUID | None = None
    parent_node: str = ""
    parent_path: str = ""
    told_parents: list[tuple[UUID, str]] = field(default_factory=list)
    """Parents that were given a command because this execution ended, with their queues."""

    @property
    def tells_parent(self) -> bool:
        return self.parent is not None and self.changes.has_ended

    def ending(self) -> str:
        """What the parent's node is told (R29)."""
        changes = self.changes
        return dump(
            {
                "execution": str(self.execution),
                "status": changes.status,
                "result": changes.result,
                "error": changes.error,
            }
        )

    @property
    def after(self) -> int:
        return self.first + len(self.events)

    def waits(self) -> list[WaitRow]:
        """Waits for answers from outside that these events opened."""
        rows = []
        for event, wait in self.changes.waits:
            key = str(wait.get("id") or f"{event.path}/{event.node}#{event.attempt}")
            rows.append(
                WaitRow(
                    id=wait_id(self.execution, key),
                    execution=self.execution,
                    project=self.project,
                    key=key,
                    node=event.node,
                    path=event.path,
                    kind=str(wait.get("kind") or "answer"),
                    request=wait.get("request") or {},
                    schema=wait.get("schema"),
                    deadline=wait.get("deadline"),
                    at=event.at,
                )
            )
        return rows
