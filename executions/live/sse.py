"""The log of one execution as Server-Sent Events: what is there, then what comes, until it has ended."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID

import orjson
from channels.layers import get_channel_layer

from executions.live.groups import execution_group
from executions.live.watch import watched
from executions.replay import events_after
from executions.threads import in_thread

_BEAT_SECONDS = 5.0
_CHECK_SECONDS = 30.0
_LAST = frozenset({"execution.completed", "execution.failed", "execution.cancelled"})


async def event_stream(execution: UUID, after: int, may_still: Callable[[], bool]) -> AsyncIterator[bytes]:
    """Each event once and in order, its number as the id. Ends with the execution, or with the right to see it."""
    layer: Any = get_channel_layer()
    group = execution_group(execution)
    channel = await layer.new_channel()
    await watched(group)
    await layer.group_add(group, channel)
    checked = time.monotonic()
    try:
        while True:
            if time.monotonic() - checked > _CHECK_SECONDS:
                checked = time.monotonic()
                if not await in_thread(may_still):
                    return
            ended = False
            while events := await in_thread(events_after, execution, after):
                after = events[-1]["number"]
                for event in events:
                    yield b"id: %d\nevent: %s\ndata: %s\n\n" % (
                        event["number"], event["kind"].encode(), orjson.dumps(event),
                    )  # fmt: skip
                ended = events[-1]["kind"] in _LAST
            if ended:
                return
            if not await _next_message(layer, channel):
                await watched(group)
                yield b": still here\n\n"
    finally:
        await layer.group_discard(group, channel)


async def _next_message(layer: Any, channel: str) -> bool:
    try:
        async with asyncio.timeout(_BEAT_SECONDS):
            await layer.receive(channel)
        return True
    except TimeoutError:
        return False
