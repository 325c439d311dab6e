"""The states of a node and of an execution, and the moves that are legal between them."""

from typing import Final

PENDING: Final = 0
READY: Final = 1
"""Decided to run, waiting for its turn. Never in the log: a fold finds it again as pending."""
RUNNING: Final = 2
WAITING: Final = 3
PARKED: Final = 4
UNCERTAIN: Final = 5
COMPLETED: Final = 6
FAILED: Final = 7
SKIPPED: Final = 8
CANCELLED: Final = 9

NODE_STATUS: Final = (
    "pending",
    "pending",
    "running",
    "waiting",
    "parked",
    "uncertain",
    "completed",
    "failed",
    "skipped",
    "cancelled",
)
"""What the world calls each state."""

UNDECIDED_EDGE: Final = 0
LIVE: Final = 1
DEAD: Final = 2
EDGE_STATE: Final = ("undecided", "live", "dead")

ENDED: Final = frozenset({"completed", "failed", "cancelled"})
"""The statuses in which an execution is over."""


def settled(status: int) -> bool:
    return status >= COMPLETED


def _mask(*states: int) -> int:
    return sum(1 << state for state in states)


_OPEN = _mask(PENDING, READY, RUNNING, WAITING, PARKED, UNCERTAIN)

NODE_MOVES: Final = {
    "node.started": (_mask(PENDING, READY, RUNNING, WAITING, UNCERTAIN), RUNNING),
    "node.completed": (_OPEN, COMPLETED),
    "node.failed": (_OPEN, FAILED),
    "node.retrying": (_mask(PENDING, READY, RUNNING), WAITING),
    "node.waiting": (_mask(PENDING, READY, RUNNING), WAITING),
    "node.answered": (_mask(WAITING), RUNNING),
    "node.parked": (_mask(PENDING, READY, RUNNING), PARKED),
    "node.uncertain": (_mask(PENDING, READY, RUNNING), UNCERTAIN),
    "node.skipped": (_OPEN, SKIPPED),
    "node.cancelled": (_OPEN, CANCELLED),
    "node.checkpoint": (_mask(RUNNING), RUNNING),
    "node.reset": (
        _mask(PENDING, READY, RUNNING, WAITING, PARKED, UNCERTAIN, FAILED, SKIPPED, CANCELLED, COMPLETED),
        PENDING,
    ),
}
"""For each kind of event: the states it may find a node in, as a bit mask, and the one that it leaves it in."""

EXECUTION_MOVES: Final = {
    "execution.created": "queued",
    "execution.running": "running",
    "execution.waiting": "waiting",
    "execution.paused": "paused",
    "execution.parked": "parked",
    "execution.cancelling": "cancelling",
    "execution.compensating": "running",
    "execution.completed": "completed",
    "execution.failed": "failed",
    "execution.cancelled": "cancelled",
    "execution.retried": "running",
}


class IllegalMove(Exception):
    """An event that cannot follow from the state it meets: the log or the engine is broken."""


def check_move(kind: str, status: int, node: str, path: str) -> int:
    """The state that follows. Raises `IllegalMove`."""
    allowed, following = NODE_MOVES[kind]
    if not allowed >> status & 1:
        place = f"{path}/{node}" if path else node
        raise IllegalMove(f"{kind} cannot follow: the node {place} is {NODE_STATUS[status]}.")
    return following
