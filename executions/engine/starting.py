"""How a ready node begins: settled at once, turned into a call, or found unfit to run."""

from typing import Any

from executions.engine import loops, settling
from executions.engine.deadlines import ATTEMPT
from executions.engine.desk import Attempt, Desk
from executions.engine.failure import cut_off, invalid
from executions.engine.frame import Frame
from executions.engine.node_run import NodeRun
from executions.engine.plan import NodePlan, compile_node_config
from executions.engine.port import Call
from executions.engine.scope import Scope
from nodes.expressions.errors import ExpressionError
from nodes.outcomes import MAIN, Answer


def begin(desk: Desk, frame: Frame, index: int) -> Attempt | None:
    """The call to make for this node now; None when the engine has settled it, or begun it, by itself."""
    node = frame.body.nodes[index]
    run = frame.runs.get(index)
    scope = desk.scope(frame, index)
    if node.disabled or (desk.options.pins and node.pin is not None):
        _settle_at_once(desk, frame, node, scope)
        return None
    if node.type is None:
        invalid(desk, frame, index, f"The node type {node.source.type!r} is not installed here.")
        return None
    if (
        run is not None
        and run.doubtful
        and node.once
        and run.answer is None
        and not cut_off(desk, frame, index)
    ):
        return None
    try:
        config = resolved(desk, node, run, scope)
    except ExpressionError as fault:
        invalid(desk, frame, index, fault)
        return None
    if node.is_container:
        loops.begin(desk, frame, index, config)
        return None
    return _attempt(desk, frame, node, run, scope, config)


def resolved(desk: Desk, node: NodePlan, run: NodeRun | None, scope: Scope) -> Any:
    """The config with its expressions evaluated. Raises `ExpressionError` with the field."""
    compiled = node.compiled
    if run is not None and run.config is not None:
        assert node.type is not None, "only a node whose type is known is run"
        compiled = compile_node_config(node.type, run.config)
    if compiled.is_constant:
        return compiled.resolve(scope)
    attempt = run.attempt if run is not None and not node.is_container else 0
    return compiled.resolve(scope, entropy=scope.entropy(f"{scope.frame.path}/{node.id}:{attempt}"))


def _settle_at_once(desk: Desk, frame: Frame, node: NodePlan, scope: Scope) -> None:
    """A disabled node hands its input on (R46); a pinned one gives what is pinned (R27)."""
    data: dict[str, Any] = {"started_at": desk.now}
    if node.disabled:
        data["ports"] = {MAIN: scope["input"]}
        data["notes"] = {"disabled": True}
    else:
        assert node.pin is not None, "only a pinned node gives what is pinned"
        data["ports"] = {MAIN: node.pin.get("value")}
        data["provenance"] = {"pin": True}
    desk.write("node.completed", node.id, frame.path, data, desk.attempt_of(frame, node.index))


def _attempt(
    desk: Desk, frame: Frame, node: NodePlan, run: NodeRun | None, scope: Scope, config: dict[str, Any]
) -> Attempt:
    settings, node_type = node.settings, node.type
    assert node_type is not None, "only a node whose type is known is run"
    resumed = run is not None and run.answer is not None
    number = (run.attempt if run is not None else 0) + (0 if resumed else 1)
    timeout = _time_left(node, run)
    call = Call(
        node_type,
        node.id,
        frame.path,
        number,
        config,
        scope["input"],
        desk.key(node.id, frame.path),
        timeout=timeout,
        queue=settings.queue,
        cache_for=settings.cache_for,
    )
    if node.lazy:
        call.scope = scope
    if run is not None:
        call.checkpoint = run.checkpoint
        if resumed:
            answer = run.answer or {}
            call.answer = Answer(answer.get("reason", ""), answer.get("value"), answer.get("by", ""))
            call.wait = run.wait
    attempt = Attempt(frame, node.index, call, node, desk.now)
    if not node.inline or number > 1:
        if not resumed:
            data = {} if node.pure else {"idempotency_key": call.idempotency_key}
            desk.write("node.started", node.id, frame.path, data, number)
        if not node.inline:
            desk.inflight[attempt.key] = attempt
            if timeout is not None:
                desk.timers.add(desk.now + timeout, ATTEMPT, attempt, _what_runs_out(node, timeout))
    return attempt


def _time_left(node: NodePlan, run: NodeRun | None) -> float | None:
    """Seconds that this attempt may take: its own limit, and what is left of the node's (R20)."""
    attempt, whole = node.settings.attempt_timeout, node.settings.node_timeout
    if whole is None:
        return attempt
    left = max(0.0, whole - (run.active if run is not None else 0.0))
    return left if attempt is None else min(attempt, left)


def _what_runs_out(node: NodePlan, timeout: float) -> str:
    return "attempt" if timeout == node.settings.attempt_timeout else "node"


def begin_or_resume(desk: Desk, frame: Frame, index: int) -> Attempt | None:
    """Begin a node, or go on with one whose wait has ended."""
    run = frame.runs.get(index)
    node = frame.body.nodes[index]
    if run is not None and run.answer is not None and (node.type is None or node.type.resume is None):
        settling.answer_without_resume(desk, frame, index)
        return None
    return begin(desk, frame, index)
