"""How far an execution has come and how long it may still take, by the usual durations of its nodes (R39)."""

from collections.abc import Mapping
from dataclasses import dataclass

from executions.engine.frame import Frame
from executions.engine.plan import Body
from executions.engine.run_state import RunState
from executions.engine.states import ENDED, RUNNING, settled

UNKNOWN = 1.0
"""The weight of a node of which no duration is known, in seconds: only the ratio to others counts."""


@dataclass(frozen=True, slots=True)
class Progress:
    share: float
    """From 0 to 1."""
    eta: float | None
    """Seconds along the longest way that is still to go; None when too little is known."""


def progress(state: RunState, usual: Mapping[str, float], now: float) -> Progress:
    """`usual` are the seconds that each node at the top level took in past executions; a container as a whole."""
    if state.status in ENDED:
        return Progress(1.0, 0.0)
    root = state.root
    weights = [max(usual.get(node.id, UNKNOWN), 0.001) for node in root.body.nodes]
    total = sum(weights)
    done = sum(weight * _part_done(root, index) for index, weight in enumerate(weights))
    share = done / total if total else 1.0
    known = any(node.id in usual for node in root.body.nodes)
    return Progress(round(share, 4), _longest_way(root, usual, now) if known else None)


def _part_done(frame: Frame, index: int) -> float:
    if settled(frame.status[index]):
        return 1.0
    run = frame.runs.get(index)
    if run is None or run.loop is None or not run.loop.total:
        return 0.0
    return min(1.0, run.loop.done / run.loop.total)


def _longest_way(frame: Frame, usual: Mapping[str, float], now: float) -> float:
    """The longest sum of what is left, from any node that is not settled along its edges."""
    ahead = [0.0] * len(frame.body.nodes)
    for index in reversed(order_of(frame.body)):
        following = max((ahead[target] for _, _, target in frame.body.nodes[index].out), default=0.0)
        ahead[index] = following + _left(frame, index, usual, now)
    return round(max(ahead, default=0.0), 3)


def _left(frame: Frame, index: int, usual: Mapping[str, float], now: float) -> float:
    if settled(frame.status[index]):
        return 0.0
    duration = usual.get(frame.body.nodes[index].id, 0.0)
    run = frame.runs.get(index)
    if frame.status[index] == RUNNING and run is not None and run.loop is None and run.started_at is not None:
        return max(0.0, duration - (now - run.started_at))
    return duration * (1 - _part_done(frame, index))


def order_of(body: Body) -> list[int]:
    """The nodes of a body, each after everything that leads to it."""
    missing = body.indegrees.copy()
    order = list(body.entries)
    for index in order:
        for _, _, target in body.nodes[index].out:
            missing[target] -= 1
            if not missing[target]:
                order.append(target)
    return order
