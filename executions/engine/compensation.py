"""Undoing what had succeeded, the last first, one after another (R21)."""

from typing import Any

from executions.engine.deadlines import ATTEMPT, UNDO
from executions.engine.desk import Attempt, Desk
from executions.engine.ending import write_end
from executions.engine.frame import output_of
from executions.engine.plan import NodePlan
from executions.engine.port import Call, Done, Failure
from executions.engine.retry import error_of, retry_delay
from executions.engine.scope import Scope
from executions.engine.undoing import Undoable, UndoRun
from nodes.expressions.errors import ExpressionError
from nodes.outcomes import Break, End, Fire

OVER = ("completed", "failed")


def next_undo(desk: Desk) -> Attempt | None:
    """The next undo to start now; None when one is under way or waits. Ends the execution after the last."""
    for done in reversed(desk.state.undoables):
        run = desk.state.undos.get((done.path, done.node)) or UndoRun()
        if run.status in OVER:
            continue
        if (done.path, f"undo {done.node}") in desk.inflight or (
            run.retry_at is not None and run.retry_at > desk.now
        ):
            return None
        attempt = _start(desk, done, run)
        if attempt is not None:
            return attempt
    write_end(desk)
    return None


def _start(desk: Desk, done: Undoable, run: UndoRun) -> Attempt | None:
    node = desk.plan.nodes.get(done.undo)
    if node is None or node.type is None:
        _fail(
            desk,
            done,
            Failure("validation", f"There is no node {done.undo!r} that could undo.", "undo"),
            run.attempt,
        )
        return None
    if run.status == "running" and node.once:
        message = f"The worker was lost while {done.undo} undid {done.node}; it must not be repeated blindly."
        _fail(desk, done, Failure("fatal", message, "uncertain"), run.attempt)
        return None
    recorded = output_of(done.ports) if done.ports else None
    frame = desk.state.frames.get(done.path, desk.state.root)
    scope = Scope(desk.state, desk.options, frame, -1, desk.now, recorded)
    try:
        config = node.compiled.resolve(scope, entropy=scope.entropy(f"undo {done.path}/{done.node}"))
    except ExpressionError as fault:
        _fail(desk, done, Failure("validation", str(fault), "expression", fault.as_json()), run.attempt)
        return None
    return _attempt(desk, done, run, node, config, recorded)


def _attempt(
    desk: Desk, done: Undoable, run: UndoRun, node: NodePlan, config: dict[str, Any], recorded: Any
) -> Attempt:
    assert node.type is not None, "only a node whose type is known is run"
    key = desk.key(f"undo {done.node}", done.path)
    limit = node.settings.attempt_timeout
    call = Call(
        node.type,
        done.undo,
        done.path,
        run.attempt + 1,
        config,
        recorded,
        key,
        limit,
        queue=node.settings.queue,
    )
    attempt = Attempt(desk.state.root, -1, call, node, desk.now, undoes=done)
    data = {"of": done.node, "idempotency_key": key}
    desk.write("undo.started", done.undo, done.path, data, call.attempt)
    desk.inflight[attempt.key] = attempt
    if limit is not None:
        desk.timers.add(desk.now + limit, ATTEMPT, attempt, "attempt")
    return attempt


def undo_ended(desk: Desk, attempt: Attempt, done: Done | None) -> None:
    undone = attempt.undoes
    assert undone is not None, "only an undo ends here"
    desk.inflight.pop(attempt.key, None)
    outcome = done.outcome if done is not None else _cut_off(desk, attempt)
    run = desk.state.undos[undone.path, undone.node]
    if isinstance(outcome, Fire | End | Break):
        ports = outcome.ports if isinstance(outcome, Fire) else {}
        data = {"of": undone.node, "ports": ports, "started_at": attempt.started_at}
        desk.write("undo.completed", undone.undo, undone.path, data, attempt.call.attempt)
        return
    if not isinstance(outcome, Failure):
        outcome = Failure(
            "fatal", f"{undone.undo} asks to wait, which a node that undoes cannot.", "undo_waits"
        )
    policy = desk.plan.nodes[undone.undo].settings.retry
    delay = retry_delay(
        policy, run.failures + 1, outcome, f"{desk.options.seed}:undo:{undone.path}/{undone.node}"
    )
    if delay is None:
        _fail(desk, undone, outcome, attempt.call.attempt)
        return
    retry_at = desk.now + delay
    data = {"of": undone.node, "error": error_of(outcome, undone.undo, undone.path), "retry_at": retry_at}
    desk.write("undo.retrying", undone.undo, undone.path, data, attempt.call.attempt)
    desk.timers.add(retry_at, UNDO, None, None)


def _fail(desk: Desk, done: Undoable, failure: Failure, attempt: int) -> None:
    """An undo that fails is told and left: the others are still undone."""
    error = error_of(failure, done.undo, done.path)
    desk.write("undo.failed", done.undo, done.path, {"of": done.node, "error": error}, attempt)


def _cut_off(desk: Desk, attempt: Attempt) -> Failure:
    """It took too long, which is worth another attempt where repeating it is harmless."""
    once = desk.plan.nodes[attempt.call.node].once and attempt.begun
    message = f"{attempt.call.node} was stopped before it had undone its node."
    return Failure("fatal" if once else "transient", message, "undo_timeout")
