"""Node types for tests of the engine: what they do is written in their config."""

from typing import Any

from nodes.base import NodeConfig, NodeType, Role, Where
from nodes.effects import Effect
from nodes.errors import FatalError, InvalidError, TransientError
from nodes.outcomes import Answer, Break, End, Fire, WaitForAnswer, WaitForChild, WaitUntil
from nodes.types.flow.for_each import for_each
from nodes.types.flow.scope import scope
from nodes.types.flow.while_ import while_

KINDS = {"transient": TransientError, "validation": InvalidError, "fatal": FatalError}


class Script(NodeConfig):
    value: Any = None
    ports: dict[str, Any] | None = None
    fails: int = 0
    """How often it fails, told by the log: an attempt that a lost worker cut off does not count."""
    kind: str = "fatal"
    retry_after: float | None = None
    seconds: float = 0
    """How long it works, on the virtual clock."""
    waits: float | None = None
    """For how long it waits, without a worker."""
    asks: bool = False
    deadline: float | None = None
    workflow: str | None = None
    awaited: bool = True
    keeps: Any = None
    """A checkpoint to keep on the way."""
    ends: Any = None
    whole: bool = False
    breaks: bool = False
    condition: Any = None
    when: Any = None
    """With a value: fail, or break, only if it is true."""


def act(config: Script, context: Any) -> Any:
    told = "value" in config.model_fields_set
    value = config.value if told else context.node_id
    applies = "when" not in config.model_fields_set or config.when
    if applies and config.fails and failures(context) < config.fails:
        error = KINDS[config.kind](f"{context.node_id} failed")
        error.retry_after = config.retry_after
        raise error
    if config.breaks and applies:
        return Break(value if told else None)
    if "ends" in config.model_fields_set:
        return End(config.ends, config.whole)
    if config.waits is not None:
        return WaitUntil(context.now() + config.waits, value)
    if config.asks:
        at = None if config.deadline is None else context.now() + config.deadline
        return WaitForAnswer("approval", {"title": context.node_id}, deadline=at)
    if config.workflow is not None:
        return WaitForChild(config.workflow, context.input, awaited=config.awaited)
    if config.condition is not None:
        return Fire({"true" if config.condition else "false": context.input})
    return Fire(config.ports) if config.ports is not None else value


def failures(context: Any) -> int:
    place = (context.path, context.node_id)
    kinds = ("node.failed", "node.retrying", "node.parked", "undo.retrying")
    return sum(1 for event in context.twin.log if event.kind in kinds and (event.path, event.node) == place)


async def act_slowly(config: Script, context: Any) -> Any:
    if config.keeps is not None:
        await context.save_checkpoint(config.keeps)
    if config.seconds:
        await context.sleep(config.seconds)
    if config.value == "the checkpoint":
        return context.checkpoint
    return act(config, context)


def start_run(config: Any, context: Any) -> Any:
    return context.input


def echo(config: Any, context: Any) -> Any:
    return context.input


def answered(config: Script, context: Any, answer: Answer) -> Any:
    return {"reason": answer.reason, "value": answer.value, "by": answer.by}


def _type(key: str, run: Any, **given: Any) -> NodeType:
    return NodeType(key=key, title=key, group="test", icon="box", summary=key, run=run, **given)


INLINE = {"where": Where.INLINE, "config": Script}
LOOP = {"where": Where.LOOP, "config": Script}

TYPES = {
    each.key: each
    for each in (
        _type("start", start_run, role=Role.TRIGGER, where=Where.INLINE),
        _type("echo", echo, where=Where.INLINE),
        _type("do", act, **INLINE),
        _type("work", act_slowly, **LOOP),
        _type("put", act_slowly, effect=Effect.IDEMPOTENT, **LOOP),
        _type("send", act_slowly, effect=Effect.ONCE, **LOOP),
        _type("fetch", act_slowly, effect=Effect.IDEMPOTENT, retries=True, **LOOP),
        _type("approve", act, resume=answered, **INLINE),
        for_each,
        while_,
        scope,
    )
}
