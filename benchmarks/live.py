"""How long a node's change takes to reach a socket (B9)."""

import asyncio
import time
from datetime import datetime
from typing import Any

import orjson
from asgiref.sync import sync_to_async
from websockets.asyncio.client import connect

from benchmarks.workflows import an_owner, begin
from builder.services.create_token import create_token


def message_latencies(address: str, workflow: Any, times: int) -> list[float]:
    """Milliseconds between the time of each event and its arrival, both by the clock of this machine."""
    actor, project = an_owner()
    _, token = create_token(project, actor.user, "bench live")
    return asyncio.run(_listen(address.replace("http", "ws"), token, workflow, times))


async def _listen(address: str, token: str, workflow: Any, times: int) -> list[float]:
    took: list[float] = []
    for _ in range(times):
        execution = await sync_to_async(_delayed)(workflow)
        url = f"{address}/ws/executions/{execution.pk}/"
        async with connect(url, additional_headers={"Authorization": f"Bearer {token}"}) as socket:
            await socket.recv()
            await sync_to_async(_release)(execution)
            took += await _until_ended(socket)
    return took


async def _until_ended(socket: Any) -> list[float]:
    took = []
    while True:
        message = orjson.loads(await asyncio.wait_for(socket.recv(), 20))
        arrived = time.time()
        for event in message.get("events", ()):
            took.append((arrived - datetime.fromisoformat(event["at"]).timestamp()) * 1000)
            if event["kind"] == "execution.completed":
                return took


def _delayed(workflow: Any) -> Any:
    """An execution that nobody looks at until it is released, so that the socket is there first."""
    return begin(workflow, queue="bench-later")


def _release(execution: Any) -> None:
    from executions.models import Execution
    from executions.queues import wake_up

    Execution.objects.filter(pk=execution.pk).update(queue="quintet-default")
    wake_up(execution.pk, "quintet-default")
