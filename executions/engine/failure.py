"""What becomes of a failure: another attempt, another port, a person, or the pass around it (R16–R19, R33)."""

from typing import Any

from executions.engine.deadlines import RETRY
from executions.engine.desk import Desk
from executions.engine.frame import Frame
from executions.engine.port import Failure
from executions.engine.retry import error_of, retry_delay
from nodes.expressions.errors import ExpressionError
from nodes.outcomes import ERROR, MAIN

MAX_CRASHES = 3


def attempt_failed(
    desk: Desk, frame: Frame, index: int, failure: Failure, *, attempt: int, final: bool = False
) -> None:
    """An attempt failed: try again later, or settle the node. `final`: no other attempt may follow."""
    node = frame.body.nodes[index]
    run = frame.runs.get(index)
    failures = (run.failures if run is not None else 0) + 1
    seed = f"{desk.options.seed}:{frame.path}/{node.id}"
    error = error_of(failure, node.id, frame.path)
    delay = None if final else retry_delay(node.settings.retry, failures, failure, seed)
    if delay is None:
        settle_failure(desk, frame, index, error, attempt=attempt)
        return
    retry_at = desk.now + delay
    desk.write("node.retrying", node.id, frame.path, {"error": error, "retry_at": retry_at}, attempt)
    run = frame.run_of(index)
    assert run.wait is not None, "a node that is retried waits for it"
    desk.timers.add(retry_at, RETRY, (frame, index), run.wait["id"])


def settle_failure(desk: Desk, frame: Frame, index: int, error: dict[str, Any], *, attempt: int = 0) -> None:
    """No further attempt: do what the node's setting says (R18)."""
    node = frame.body.nodes[index]
    attempt = attempt or desk.attempt_of(frame, index)
    policy = node.settings.on_error
    if policy == "park":
        desk.write("node.parked", node.id, frame.path, {"error": error}, attempt)
        return
    data: dict[str, Any] = {"error": error}
    if policy == "continue":
        data["ports"] = {MAIN: {"error": error}}
    elif policy == "route":
        data["ports"] = {ERROR: error}
    elif policy == "default":
        data["ports"] = {MAIN: node.settings.default_output}
    desk.write("node.failed", node.id, frame.path, data, attempt)


def invalid(desk: Desk, frame: Frame, index: int, fault: ExpressionError | str) -> None:
    """The author must mend something before the node can even start: not worth another attempt."""
    node = frame.body.nodes[index]
    if isinstance(fault, str):
        failure = Failure("validation", fault, "config")
    else:
        failure = Failure("validation", str(fault), "expression", fault.as_json())
    settle_failure(desk, frame, index, error_of(failure, node.id, frame.path))


def cut_off(desk: Desk, frame: Frame, index: int) -> bool:
    """A `once` node was cut off, nobody knows whether it had its effect: True when it may simply run again (R33)."""
    node = frame.body.nodes[index]
    policy = node.settings.uncertain
    if policy == "retry":
        return True
    if policy == "fail":
        message = "The worker was lost while this node ran, and it must not be repeated blindly."
        failure = Failure("fatal", message, "uncertain")
        settle_failure(desk, frame, index, error_of(failure, node.id, frame.path))
    else:
        desk.write("node.uncertain", node.id, frame.path, {}, frame.run_of(index).attempt)
    return False


def poisonous(desk: Desk, frame: Frame, index: int, crashes: int) -> None:
    """The worker died in this node again and again: a person should look at it (R33)."""
    node = frame.body.nodes[index]
    message = f"The worker was lost {crashes} times while {node.id} ran. It is not started again by itself."
    error = error_of(Failure("fatal", message, "crashed"), node.id, frame.path)
    desk.write("node.parked", node.id, frame.path, {"error": error}, frame.run_of(index).attempt)
