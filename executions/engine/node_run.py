"""What is remembered of one node run, and of the passes of a container, beyond their bare state."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from executions.engine.frame import Frame

MISSING: Final = object()


class NodeRun:
    """What is remembered of a node run beyond its state, for nodes that do more than complete at once."""

    __slots__ = (
        "active",
        "answer",
        "attempt",
        "checkpoint",
        "config",
        "crashes",
        "doubtful",
        "error",
        "failures",
        "loop",
        "reason",
        "since",
        "started_at",
        "wait",
    )

    def __init__(self) -> None:
        self.attempt = 0
        self.failures = 0
        self.started_at: float | None = None
        self.since = 0.0
        """When it came into the state that it is in."""
        self.active = 0.0
        self.wait: dict[str, Any] | None = None
        self.answer: dict[str, Any] | None = None
        self.error: dict[str, Any] | None = None
        self.reason: dict[str, Any] | None = None
        self.checkpoint: Any = None
        self.config: dict[str, Any] | None = None
        """What a person gave in place of the config of the version, for this node run only."""
        self.crashes = 0
        self.doubtful = False
        """Whether an attempt of a `once` node was cut off, so that nobody knows if it had its effect (R33)."""
        self.loop: Loop | None = None


class Loop:
    """How far a container has come."""

    __slots__ = (
        "active",
        "broken",
        "caught",
        "done",
        "failed",
        "items",
        "kept",
        "limits",
        "next",
        "redrive",
        "results",
        "state",
        "total",
    )

    def __init__(self, limits: dict[str, Any]) -> None:
        self.limits = limits
        """What the config said when the container started: concurrency, on_item_error, max_iterations, mode."""
        self.total: int | None = limits.get("total")
        self.state = limits.get("state")
        self.items: Sequence[Any] | None = None
        """What a for_each goes over; not in the log, so worked out again after a crash."""
        self.next = 0
        self.active: dict[int, Frame] = {}
        self.kept: dict[int, Frame] = {}
        """Iterations that failed or were cancelled, kept so that they can be driven again (R14)."""
        self.redrive: list[int] = []
        self.failed: dict[int, dict[str, Any]] = {}
        self.results: list[Any] = []
        self.done = 0
        self.broken = False
        self.caught: dict[str, Any] | None = None
        """The failure that a scope has taken."""

    @property
    def winding_up(self) -> bool:
        """Whether it starts no further pass: it was left, or has failed and is not being driven again."""
        return self.broken or bool(self.failed and not self.redrive)

    def keep_result(self, index: int, value: Any) -> None:
        results = self.results
        if index == len(results):
            results.append(value)
        else:
            results.extend([MISSING] * (index + 1 - len(results)))
            results[index] = value

    def in_order(self) -> list[Any]:
        """The results by index, whatever order the iterations finished in (R13)."""
        return [result for result in self.results if result is not MISSING]
