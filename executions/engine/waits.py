"""Waiting: what is written down of a wait, when it ends, and what it ends with (R22, R29)."""

from typing import Any

from executions.engine.deadlines import WAIT
from executions.engine.desk import Desk
from executions.engine.frame import Frame
from executions.engine.port import Failure
from nodes.outcomes import MAIN, Fire, WaitForAnswer, WaitUntil


def wait(desk: Desk, frame: Frame, index: int, outcome: WaitUntil | WaitForAnswer, attempt: int) -> None:
    wait: dict[str, Any] = {"id": _new_id(desk)}
    if isinstance(outcome, WaitUntil):
        wait |= {"kind": "time", "until": outcome.at, "value": outcome.value}
    else:
        wait |= {"kind": outcome.kind, "request": outcome.request}
        if outcome.schema is not None:
            wait["schema"] = outcome.schema
        if outcome.deadline is not None:
            wait["deadline"] = outcome.deadline
    _write(desk, frame, index, wait, attempt)


def wait_for_child(desk: Desk, frame: Frame, index: int, execution: str, attempt: int) -> None:
    _write(desk, frame, index, {"id": _new_id(desk), "kind": "child", "execution": execution}, attempt)


def set_timer(desk: Desk, frame: Frame, index: int) -> None:
    """Wake up for whatever this waiting node waits for in time."""
    wait = frame.run_of(index).wait or {}
    moment = wait.get("until", wait.get("deadline"))
    if moment is not None:
        desk.timers.add(moment, WAIT, (frame, index), wait["id"])


def end_wait(desk: Desk, frame: Frame, index: int, answer: dict[str, Any]) -> None:
    """The wait has ended: the first end that is recorded wins, whatever comes later."""
    node = frame.body.nodes[index]
    run = frame.run_of(index)
    wait = run.wait or {}
    desk.write("node.answered", node.id, frame.path, {"wait": wait.get("id"), "answer": answer}, run.attempt)
    desk.make_ready(frame, index)


def over_time(desk: Desk, frame: Frame, index: int) -> None:
    wait = frame.run_of(index).wait or {}
    end_wait(desk, frame, index, {"reason": "time" if "until" in wait else "deadline"})


def plain_outcome(wait: dict[str, Any], answer: dict[str, Any], node: str) -> Fire | Failure:
    """What a wait ends with when the node type does not say."""
    reason, value = answer.get("reason"), answer.get("value")
    if reason == "time":
        return Fire({MAIN: wait.get("value")})
    if reason == "deadline":
        return Failure("fatal", f"Nobody answered {node} in time.", "deadline")
    if reason != "child":
        return Fire({MAIN: value})
    ended = value if isinstance(value, dict) else {}
    if ended.get("status") == "completed":
        return Fire({MAIN: ended.get("result")})
    error = ended.get("error") or {}
    message = error.get("message") or "It gave no reason."
    text = f"The execution that {node} started has {ended.get('status', 'ended')}: {message}"
    return Failure("fatal", text, "child_failed", {"execution": wait.get("execution"), "error": error})


def _new_id(desk: Desk) -> str:
    """Unique within the execution, and the same when the same log is written again."""
    return f"w{desk.state.number + 1}"


def _write(desk: Desk, frame: Frame, index: int, wait: dict[str, Any], attempt: int) -> None:
    desk.write("node.waiting", frame.body.nodes[index].id, frame.path, {"wait": wait}, attempt)
    set_timer(desk, frame, index)
