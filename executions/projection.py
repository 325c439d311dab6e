"""Which rows a stretch of events changes. Pure: events in, changes out; the journal writes them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from executions.engine.events import Event
from executions.statuses import ENDED, NodeStatus, Status

RunKey = tuple[str, str, int]

_EXECUTION_STATUS = {
    "execution.running": Status.RUNNING,
    "execution.retried": Status.RUNNING,
    "execution.compensating": Status.RUNNING,
    "execution.waiting": Status.WAITING,
    "execution.paused": Status.PAUSED,
    "execution.parked": Status.PARKED,
    "execution.cancelling": Status.CANCELLING,
    "execution.completed": Status.COMPLETED,
    "execution.failed": Status.FAILED,
    "execution.cancelled": Status.CANCELLED,
}

_SETTLES = frozenset({"node.completed", "node.failed", "node.skipped", "node.cancelled"})


@dataclass(slots=True)
class RunChange:
    """New values for one row of node runs. None means: leave what is there."""

    status: str = NodeStatus.PENDING.value
    started_at: float | None = None
    finished_at: float | None = None
    latency_ms: float | None = None
    cached: bool = False
    ports: dict[str, Any] | None = None
    error: Any = None
    wait: Any = None
    reason: Any = None
    notes: Any = None
    last_number: int = 0
    iterations_total: int | None = None
    iterations_done: int = 0
    iterations_failed: int = 0


@dataclass(slots=True)
class Changes:
    """Everything that follows from a stretch of events of one execution."""

    last_number: int = 0
    status: str | None = None
    status_reason: str = ""
    wake_at: float | None = None
    started_at: float | None = None
    ended_at: float | None = None
    result: Any = None
    error: Any = None
    reopened: bool = False
    settled: int = 0
    runs: dict[RunKey, RunChange] = field(default_factory=dict)
    waits: list[tuple[Event, dict[str, Any]]] = field(default_factory=list)
    settled_waits: list[tuple[str, str]] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED


def project(events: Iterable[Event]) -> Changes:
    """Fold a stretch of events, in order, into the changes of rows that it stands for."""
    changes = Changes()
    for event in events:
        changes.last_number = event.number
        command = event.data.get("command")
        if command:
            changes.taken.append(command)
        if event.kind in _EXECUTION_STATUS:
            _execution(changes, event)
        elif event.kind in _NODE:
            _node(changes, event)
        elif event.kind.startswith("iteration."):
            _iteration(changes, event)
    return changes


def _execution(changes: Changes, event: Event) -> None:
    data = event.data
    changes.status = _EXECUTION_STATUS[event.kind].value
    changes.status_reason = _reason_of(event)
    changes.wake_at = data.get("wake_at")
    if event.kind == "execution.running" and changes.started_at is None:
        changes.started_at = event.at
    if event.kind == "execution.retried":
        changes.reopened = True
        changes.error = None
    if changes.has_ended:
        changes.ended_at = event.at
        changes.result = data.get("result")
        changes.error = data.get("error")


def _reason_of(event: Event) -> str:
    data = event.data
    if event.kind == "execution.parked":
        return (
            "Waits for a person at " + ", ".join(map(str, data.get("nodes", ()))) if data.get("nodes") else ""
        )
    if event.kind == "execution.failed":
        return str((data.get("error") or {}).get("message", ""))[:2000]
    reason = str(data.get("reason", "") or "")
    return "" if event.kind == "execution.running" else reason[:2000]


def _node(changes: Changes, event: Event) -> None:
    run = changes.runs.setdefault((event.node, event.path, event.attempt), RunChange())
    run.last_number = event.number
    _NODE[event.kind](run, event)
    if event.path == "":
        if event.kind in _SETTLES:
            changes.settled += 1
        elif event.kind == "node.reset":
            changes.settled -= 1
    if event.kind == "node.waiting":
        wait = event.data.get("wait") or {}
        if "request" in wait or wait.get("kind") not in (None, "time", "child", "retry"):
            changes.waits.append((event, wait))
    elif event.kind in _SETTLES or event.kind in ("node.reset", "node.answered"):
        changes.settled_waits.append((event.node, event.path))


def _started(run: RunChange, event: Event) -> None:
    run.status = NodeStatus.RUNNING.value
    run.started_at = event.at
    run.iterations_total = event.data.get("total")


def _completed(run: RunChange, event: Event) -> None:
    data = event.data
    run.status = NodeStatus.COMPLETED.value
    run.ports = data.get("ports") or {}
    run.started_at = data.get("started_at", run.started_at)
    run.finished_at = event.at
    run.latency_ms = data.get("latency_ms")
    run.cached = bool(data.get("cached"))
    run.notes = data.get("notes") or None


def _failed(run: RunChange, event: Event) -> None:
    data = event.data
    run.status = NodeStatus.FAILED.value
    run.error = data.get("error")
    run.ports = data.get("ports")
    run.started_at = data.get("started_at", run.started_at)
    run.finished_at = event.at


def _retrying(run: RunChange, event: Event) -> None:
    _failed(run, event)
    run.wait = {"kind": "retry", "until": event.data.get("retry_at")}


def _waiting(run: RunChange, event: Event) -> None:
    run.status = NodeStatus.WAITING.value
    run.wait = event.data.get("wait")
    run.started_at = event.data.get("started_at", run.started_at)


def _parked(run: RunChange, event: Event) -> None:
    run.status = NodeStatus.PARKED.value
    run.error = event.data.get("error")


def _uncertain(run: RunChange, event: Event) -> None:
    run.status = NodeStatus.UNCERTAIN.value


def _skipped(run: RunChange, event: Event) -> None:
    run.status = NodeStatus.SKIPPED.value
    run.reason = event.data.get("reason")
    run.finished_at = event.at


def _cancelled(run: RunChange, event: Event) -> None:
    run.status = NodeStatus.CANCELLED.value
    run.reason = event.data.get("reason")
    run.finished_at = event.at


def _answered(run: RunChange, event: Event) -> None:
    run.status = NodeStatus.RUNNING.value


def _reset(run: RunChange, event: Event) -> None:
    run.status = NodeStatus.PENDING.value


_NODE: dict[str, Callable[[RunChange, Event], None]] = {
    "node.started": _started,
    "node.completed": _completed,
    "node.failed": _failed,
    "node.retrying": _retrying,
    "node.waiting": _waiting,
    "node.answered": _answered,
    "node.parked": _parked,
    "node.uncertain": _uncertain,
    "node.skipped": _skipped,
    "node.cancelled": _cancelled,
    "node.reset": _reset,
}


def _iteration(changes: Changes, event: Event) -> None:
    """The counters of a container are kept in its own row, one level above the path of the iteration."""
    if event.kind == "iteration.started":
        return
    outer, _, _ = event.path.rpartition("/")
    run = changes.runs.get((event.node, outer, event.attempt or 1))
    if run is None:
        run = changes.runs[(event.node, outer, event.attempt or 1)] = RunChange(
            status=NodeStatus.RUNNING.value
        )
    run.last_number = event.number
    if event.kind == "iteration.completed":
        run.iterations_done += 1
    elif event.kind == "iteration.failed":
        run.iterations_failed += 1
