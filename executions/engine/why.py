"""Why an execution or a node is not running, or came to what it did: read from the plan and the state alone (R38).

What only the host knows (no worker on a queue, a limit shared with others, a lease that has to expire) it adds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from executions.engine.frame import Frame
from executions.engine.node_run import NodeRun
from executions.engine.partial import why_not_reached
from executions.engine.planner import EDGES_NAMED, dead_edges
from executions.engine.run_state import RunState
from executions.engine.states import ENDED, PARKED, RUNNING, SKIPPED, UNCERTAIN, UNDECIDED_EDGE, WAITING


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    message: str
    node: str = ""
    path: str = ""
    since: float | None = None
    until: float | None = None
    edges: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        given = ((name, getattr(self, name)) for name in ("node", "path", "since", "until"))
        reason = {"code": self.code, "message": self.message} | {
            name: value for name, value in given if value
        }
        return reason | ({"edges": list(self.edges)} if self.edges else {})


def why_execution(state: RunState) -> list[Reason]:
    """What the execution waits for: every node that waits or is parked, or who paused it."""
    if state.status in ENDED:
        return [Reason("ended", f"The execution is {state.status}.")]
    if state.status == "queued":
        return [Reason("queued", "No worker has taken the execution yet.", since=state.created_at)]
    reasons = [_paused(state)] if state.paused is not None else []
    for frame in state.frames.values():
        for index, run in frame.runs.items():
            if not frame.ended and frame.status[index] in (WAITING, PARKED, UNCERTAIN):
                reasons.append(_of_run(frame, index, run))
    return reasons or [Reason("running", "The execution is running.")]


def why_node(state: RunState, node: str, path: str = "") -> Reason:
    """Why this node run is in the state that it is in."""
    found = state.run_at(path, node)
    if found is None:
        return _no_such_pass(state, node, path)
    frame, plan, run = found
    index = plan.index
    status = frame.status[index]
    if status == SKIPPED:
        return _skipped(state, frame, index, run)
    if run is not None and status >= RUNNING:
        return _of_run(frame, index, run)
    if status >= RUNNING:
        return Reason("settled", f"{node} is done.", node, path)
    return _pending(state, frame, index)


def _pending(state: RunState, frame: Frame, index: int) -> Reason:
    node = frame.body.nodes[index]
    if state.status in ENDED:
        return Reason(
            "not_reached", f"The execution was over before {node.id} could run.", node.id, frame.path
        )
    open_edges = [frame.body.edges[edge] for edge, _, _ in node.into if frame.edges[edge] == UNDECIDED_EDGE]
    if open_edges:
        sources = ", ".join(dict.fromkeys(edge.source for edge in open_edges[:EDGES_NAMED]))
        edges = tuple(edge.id for edge in open_edges[:EDGES_NAMED])
        return Reason("edges", f"{node.id} waits for {sources}.", node.id, frame.path, edges=edges)
    if state.paused is not None:
        return _paused(state)
    if state.status == "queued":
        return Reason(
            "queued", "No worker has taken the execution yet.", node.id, frame.path, state.created_at
        )
    limit = state.plan.settings.concurrency
    return Reason("limit", f"{node.id} waits for one of the run's {limit} places.", node.id, frame.path)


def _paused(state: RunState) -> Reason:
    paused = state.paused or {}
    if paused.get("reason") == "breakpoint":
        return Reason("breakpoint", f"The execution is paused before {paused.get('node', 'a breakpoint')}.")
    if paused.get("reason") == "step":
        return Reason("step", "The execution runs step by step and waits for the next.")
    return Reason("paused", f"The execution was paused by {paused.get('by') or 'somebody'}.")


def _skipped(state: RunState, frame: Frame, index: int, run: NodeRun | None) -> Reason:
    node = frame.body.nodes[index]
    if run is not None and run.reason is not None:
        reason = run.reason
    elif frame.reached is not None and index not in frame.reached and state.opening is not None:
        reason = why_not_reached(state.plan, index, state.opening)
    else:
        reason = dead_edges(frame, index)
    return Reason(
        reason["code"], reason["message"], node.id, frame.path, edges=tuple(reason.get("edges", ()))
    )


def _of_run(frame: Frame, index: int, run: NodeRun) -> Reason:
    node = frame.body.nodes[index]
    tell = TELLERS.get(frame.status[index], _settled)
    code, message, until = tell(node.id, run)
    return Reason(code, message, node.id, frame.path, run.since or None, until)


Told = tuple[str, str, float | None]


def _running(node: str, run: NodeRun) -> Told:
    return "running", f"{node} is running, attempt {run.attempt}.", None


def _waiting(node: str, run: NodeRun) -> Told:
    wait = run.wait or {}
    kind = wait.get("kind")
    if kind == "retry":
        message = (run.error or {}).get("message", "")
        return "retry", f"{node} failed and will be tried again: {message}", wait.get("until")
    if kind == "time":
        return "time", f"{node} waits for its time.", wait.get("until")
    if kind == "child":
        return "child", f"{node} waits for the execution {wait.get('execution')}.", None
    return "answer", f"{node} waits for an answer ({kind}).", wait.get("deadline")


def _parked(node: str, run: NodeRun) -> Told:
    return "parked", f"{node} waits for a person: {(run.error or {}).get('message', '')}", None


def _uncertain(node: str, run: NodeRun) -> Told:
    message = f"The worker was lost while {node} ran. Somebody has to say whether it did its work."
    return "uncertain", message, None


def _settled(node: str, run: NodeRun) -> Told:
    if run.error is not None:
        return "failed", f"{node} failed: {run.error.get('message', '')}", None
    if run.reason is not None:
        return "cancelled", f"{node} was cancelled: {run.reason.get('message', '')}", None
    return "settled", f"{node} is done.", None


TELLERS: dict[int, Callable[[str, NodeRun], Told]] = {
    RUNNING: _running,
    WAITING: _waiting,
    PARKED: _parked,
    UNCERTAIN: _uncertain,
}


def _no_such_pass(state: RunState, node: str, path: str) -> Reason:
    if node not in state.plan.nodes:
        return Reason("unknown", f"There is no node {node!r} in this version.", node, path)
    around = state.plan.trail(node)[:-1]
    if not around:
        return Reason("unknown", f"{node} is not inside a container.", node, path)
    return Reason("no_pass", f"This pass of {around[-1].id} has not begun, or is over.", node, path)
