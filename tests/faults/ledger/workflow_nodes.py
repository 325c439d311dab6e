"""Node types of each effect class: they append a line to a file, which is the witness of what really happened."""

import asyncio
import os
import time
from typing import Any

from nodes.base import NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import number, text
from nodes.node import node


class Config(NodeConfig):
    file: str = text(title="File")
    before: float = number(0, title="Seconds before the effect")
    after: float = number(0, title="Seconds after the effect")


def write_down(file: str, context: NodeContext) -> None:
    line = f"{context.execution_id} {context.node_id} {context.attempt} {context.idempotency_key}\n"
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, line.encode())
    os.close(handle)


async def effect(config: Config, context: NodeContext) -> Any:
    await asyncio.sleep(config.before)
    write_down(config.file, context)
    await asyncio.sleep(config.after)
    return {"done": context.node_id}


def blocking(config: Config, context: NodeContext) -> Any:
    time.sleep(config.before)
    write_down(config.file, context)
    return {"done": context.node_id}


async def in_steps(config: Config, context: NodeContext) -> Any:
    """Ten steps, of which those are left out that an earlier attempt has kept."""
    done = context.checkpoint or 0
    for step in range(done, 10):
        write_down(config.file, context)
        await context.save_checkpoint(step + 1)
        await asyncio.sleep(config.after)
    return {"began_at": done}


def blocking_steps(config: Config, context: NodeContext) -> Any:
    return asyncio.run(in_steps(config, context))


def _declare(key: str, effect_class: Effect, where: Where, run: Any) -> Any:
    return node(
        key=f"ledger.{key}",
        title=f"Ledger {key}",
        group="tests",
        icon="flask-conical",
        summary="Writes down that it ran.",
        config=Config,
        effect=effect_class,
        where=where,
    )(run)


pure = _declare("pure", Effect.PURE, Where.LOOP, effect)
idempotent = _declare("idempotent", Effect.IDEMPOTENT, Where.LOOP, effect)
once = _declare("once", Effect.ONCE, Where.LOOP, effect)
thread = _declare("thread", Effect.PURE, Where.THREAD, blocking)
steps = _declare("steps", Effect.PURE, Where.LOOP, in_steps)
thread_steps = _declare("thread_steps", Effect.PURE, Where.THREAD, blocking_steps)
