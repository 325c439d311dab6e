"""What the engine asks of the world while it carries one execution. Its in-memory twin is `twin.py`."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from executions.engine.events import Event
from nodes.base import NodeType
from nodes.outcomes import Answer, Outcome


@dataclass(slots=True)
class Call:
    """One attempt of one node, with everything resolved: what is to be run. Nobody changes it once it is made.

    It is not frozen because one is made for every node run and frozen ones cost three times as much.
    """

    type: NodeType
    node: str
    path: str
    attempt: int
    config: dict[str, Any]
    input: Any
    idempotency_key: str
    timeout: float | None = None
    answer: Answer | None = None
    wait: dict[str, Any] | None = None
    checkpoint: Any = None
    queue: str = ""
    cache_for: float | None = None
    scope: Mapping[str, Any] = field(default_factory=dict)
    """What the lazy fields of the type may name; empty for types without lazy fields."""
    keep: Callable[[Any], Awaitable[None]] | None = None
    """Keeps a checkpoint of this node run; returns when it is durable. Not for inline types."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An attempt that did not succeed (R16)."""

    kind: str
    message: str
    code: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    traceback: str = ""
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """How an attempt ended, and what is worth noting about it (cached, tokens, cost …)."""

    outcome: Outcome | Failure
    notes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Child:
    """A linked execution that the engine asks for (R29); starting it twice under one key is one start."""

    key: str
    workflow: str
    version: int | None
    inputs: Any
    node: str
    path: str
    awaited: bool
    depth: int
    deadline: float | None


@dataclass(frozen=True, slots=True)
class Command:
    """Something from outside that the engine must take in: control (R24–R26), an answer, a child's end.

    `action` is one of pause, resume, cancel, retry, step, retry_node, skip_node, supply_output, answer, child_ended.
    """

    id: str
    action: str
    node: str = ""
    path: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    by: str = ""


class LeaseLost(Exception):
    """Another worker owns this execution now: stop and leave quietly (R31)."""


class Port(Protocol):
    def now(self) -> float:
        """Seconds since the epoch."""
        ...

    def record(self, events: Sequence[Event]) -> None:
        """Append to the log, in order, and return at once. They become durable together, soon (R35)."""
        ...

    async def durable(self) -> None:
        """Return when everything recorded so far is committed. Raises `LeaseLost`."""
        ...

    def run_inline(self, call: Call) -> Done:
        """Run a node whose type says `Where.INLINE`. Never raises."""
        ...

    async def run(self, call: Call) -> Done:
        """Run any other node. Never raises but for cancellation, which must end the node."""
        ...

    async def start_child(self, child: Child) -> str:
        """Start the child execution and return its id."""
        ...

    async def cancel_child(self, execution_id: str) -> None: ...

    def take_commands(self) -> Sequence[Command]:
        """Commands that have come in and were not yet taken, in the order of their arrival."""
        ...

    async def woken(self, until: float | None) -> None:
        """Return when a command has come in, the worker wants to stop, or the moment has come."""
        ...

    def stopping(self) -> bool:
        """The worker is shutting down: start nothing new, hand the execution back soon."""
        ...


@dataclass(frozen=True, slots=True)
class Ended:
    """The execution is over. Everything about it is in the log."""

    status: str


@dataclass(frozen=True, slots=True)
class Parked:
    """Nothing to do now. Look again at `wake_at`, or when a command comes in."""

    status: str
    wake_at: float | None


@dataclass(frozen=True, slots=True)
class HandedBack:
    """The worker is stopping; the execution can go on elsewhere at once."""


Verdict = Ended | Parked | HandedBack
