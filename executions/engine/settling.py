"""What a node answered, turned into events: it fired ports, ended a branch, waits, or failed."""

from typing import Any

from executions.engine import cancelling, failure, waits
from executions.engine.desk import Attempt, Desk
from executions.engine.frame import Frame
from executions.engine.port import Done, Failure
from nodes.outcomes import Break, End, Fire, WaitForAnswer, WaitForChild, WaitUntil

TIMED_OUT = {
    "attempt": "This attempt took longer than its limit of {limit:g} s.",
    "node": "This node has used up its limit of {limit:g} s over all attempts.",
}


def ended(desk: Desk, attempt: Attempt, done: Done | None) -> None:
    """An attempt is over; `done` is None when it was stopped before it could answer."""
    frame, index = attempt.frame, attempt.index
    desk.inflight.pop(attempt.key, None)
    if done is None:
        _stopped(desk, attempt)
        return
    outcome = done.outcome
    if isinstance(outcome, Fire):
        _complete(desk, attempt, done, {"ports": outcome.ports})
    elif isinstance(outcome, Failure):
        _failed(desk, attempt, outcome)
    elif isinstance(outcome, End):
        _complete(
            desk, attempt, done, {"ports": {}, "end": {"result": outcome.result, "whole": outcome.whole}}
        )
    elif isinstance(outcome, Break):
        _complete(desk, attempt, done, {"ports": {}, "break": {"result": outcome.result}})
    elif attempt.stop is not None:
        cancelling.write_cancelled(desk, frame, index, attempt.stop)
    elif isinstance(outcome, WaitUntil | WaitForAnswer):
        waits.wait(desk, frame, index, outcome, attempt.call.attempt)
    else:
        given = f"{attempt.call.node} answered with {type(outcome).__name__}, which is nothing that a node may answer."
        _failed(desk, attempt, Failure("fatal", given, "outcome"))


def child_started(desk: Desk, attempt: Attempt, outcome: WaitForChild, execution: str, done: Done) -> None:
    """The child execution exists (R29): wait for it, or go on with its id."""
    desk.inflight.pop(attempt.key, None)
    if not outcome.awaited:
        _complete(desk, attempt, done, {"ports": {"main": {"execution": execution}}})
    elif attempt.stop is not None:
        desk.orphans.append(execution)
        cancelling.write_cancelled(desk, attempt.frame, attempt.index, attempt.stop)
    else:
        waits.wait_for_child(desk, attempt.frame, attempt.index, execution, attempt.call.attempt)


def _complete(desk: Desk, attempt: Attempt, done: Done, data: dict[str, Any]) -> None:
    data["started_at"] = attempt.started_at
    data["latency_ms"] = round((desk.now - attempt.started_at) * 1000, 3)
    if done.notes:
        data["notes"] = done.notes
        if done.notes.get("cached"):
            data["cached"] = True
    call = attempt.call
    desk.write("node.completed", call.node, call.path, data, call.attempt)


def _failed(desk: Desk, attempt: Attempt, outcome: Failure) -> None:
    frame, index = attempt.frame, attempt.index
    if attempt.stop is not None:
        cancelling.write_cancelled(desk, frame, index, {**attempt.stop, "failure": outcome.message})
    else:
        failure.attempt_failed(desk, frame, index, outcome, attempt=attempt.call.attempt)


def _stopped(desk: Desk, attempt: Attempt) -> None:
    """It was cut off: because it took too long, or because it is not wanted any more."""
    frame, index = attempt.frame, attempt.index
    node = frame.body.nodes[index]
    if attempt.stop is not None:
        cancelling.write_cancelled(desk, frame, index, attempt.stop, uncertain=node.once and attempt.begun)
        return
    if node.once and attempt.begun and not failure.cut_off(desk, frame, index):
        return
    which = attempt.timed_out or "attempt"
    limit = node.settings.node_timeout if which == "node" else attempt.call.timeout
    timeout = Failure("transient", TIMED_OUT[which].format(limit=limit or 0), f"{which}_timeout")
    failure.attempt_failed(desk, frame, index, timeout, attempt=attempt.call.attempt, final=which == "node")


def answer_without_resume(desk: Desk, frame: Frame, index: int) -> None:
    """A wait has ended, and its node type has no say in what follows."""
    node = frame.body.nodes[index]
    run = frame.run_of(index)
    outcome = waits.plain_outcome(run.wait or {}, run.answer or {}, node.id)
    if isinstance(outcome, Failure):
        failure.attempt_failed(desk, frame, index, outcome, attempt=run.attempt)
        return
    data = {"ports": outcome.ports, "started_at": desk.now}
    desk.write("node.completed", node.id, frame.path, data, run.attempt)
