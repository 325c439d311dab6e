"""Tells watchers after each commit what happened, in few and small messages. Losing one is mended by asking (R37)."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson
from channels.layers import get_channel_layer

from executions.engine.events import Event
from executions.live.background import in_background
from executions.live.groups import execution_group, project_group, watch_key
from executions.models import Execution
from executions.picture import moment
from executions.queues import ENDED_CHANNEL, async_connection
from executions.replay import as_json
from executions.storage.rows import Append

logger = logging.getLogger("quintet.live")

_LARGEST = 48_000
"""A message above this only says up to which event there is something to read."""
_MOST = 200
_PROJECT_EVERY = 0.1
_PATIENCE = 2.0


class Announcer:
    """Lives on one event loop. While a round of messages is on its way, what comes next is gathered for the one after."""

    def __init__(self) -> None:
        self._redis = async_connection()
        self._layer: Any = get_channel_layer()
        self._events: dict[UUID, list[Event]] = {}
        self._extra: dict[UUID, list[dict[str, Any]]] = {}
        self._projects: dict[UUID, dict[UUID, dict[str, Any]]] = {}
        self._ended: list[UUID] = []
        self._wake = asyncio.Event()
        self._stopped = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._stopping = asyncio.ensure_future(self._stopped.wait())
        self._tasks = [
            asyncio.create_task(self._send_forever()),
            asyncio.create_task(self._projects_forever()),
        ]

    async def stop(self) -> None:
        """Send what is left. Asked to end rather than cancelled: the client of Redis may swallow a cancellation."""
        self._stopped.set()
        self._wake.set()
        await asyncio.wait(self._tasks, timeout=_PATIENCE)
        await self._round()
        await self._projects_round()
        await self._redis.aclose()

    def committed(self, appends: Iterable[Append]) -> None:
        """These events are durable now."""
        for append in appends:
            self._events.setdefault(append.execution, []).extend(row.event for row in append.events)
            changes = append.changes
            if changes.status is not None:
                self._projects.setdefault(append.project, {})[append.execution] = {
                    "id": str(append.execution),
                    "status": changes.status,
                    "status_reason": changes.status_reason,
                    "finished_at": moment(changes.ended_at),
                    "last_event": changes.last_number,
                }
            if changes.has_ended:
                self._ended.append(append.execution)
        self._wake.set()

    def tell(self, execution: UUID, message: dict[str, Any]) -> None:
        """Pass on something that is not in the log: a log line, a piece of streamed text, progress."""
        self._extra.setdefault(execution, []).append(message)
        self._wake.set()

    async def _send_forever(self) -> None:
        while not self._stopped.is_set():
            await self._wake.wait()
            self._wake.clear()
            await self._round()

    async def _round(self) -> None:
        events, self._events = self._events, {}
        extra, self._extra = self._extra, {}
        ended, self._ended = self._ended, []
        try:
            if ended:
                await self._redis.publish(ENDED_CHANNEL, ",".join(map(str, ended)))
            watched = await self._watched({execution_group(one): one for one in (*events, *extra)})
            for group, execution in watched.items():
                if execution in events:
                    await self._layer.group_send(group, events_message(events[execution]))
                for message in extra.get(execution, ()):
                    text = orjson.dumps(message).decode()
                    await self._layer.group_send(
                        group, {"type": "live.extra", "about": message["type"], "text": text}
                    )
        except Exception as error:
            # Live messages are hints: whoever misses one asks for it.
            logger.info("Live messages could not be sent: %s", error)

    async def _projects_forever(self) -> None:
        while not self._stopped.is_set():
            await asyncio.wait({self._stopping}, timeout=_PROJECT_EVERY)
            if self._projects:
                await self._projects_round()

    async def _projects_round(self) -> None:
        projects, self._projects = self._projects, {}
        try:
            watched = await self._watched({project_group(one): one for one in projects})
            for group, project in watched.items():
                await self._layer.group_send(group, executions_message(list(projects[project].values())))
        except Exception as error:
            logger.info("Live messages could not be sent: %s", error)

    async def _watched(self, groups: dict[str, UUID]) -> dict[str, UUID]:
        if not groups:
            return {}
        marks = await self._redis.mget([watch_key(group) for group in groups])
        return {group: one for (group, one), mark in zip(groups.items(), marks, strict=True) if mark}


def events_message(events: list[Event]) -> dict[str, Any]:
    """The events themselves, or, if that would be much, up to where there is something to read."""
    if len(events) <= _MOST:
        text = orjson.dumps([as_json(event) for event in events]).decode()
        if len(text) <= _LARGEST:
            return {"type": "live.events", "first": events[0].number, "last": events[-1].number, "text": text}
    return {"type": "live.head", "number": events[-1].number}


def executions_message(executions: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "live.executions", "text": orjson.dumps(executions).decode()}


def announce_created(execution: Execution) -> None:
    """A new execution, to whoever watches its project. From any thread of any process; returns at once."""
    short = {
        "id": str(execution.pk),
        "workflow": str(execution.workflow_id),
        "workflow_name": execution.workflow.name,
        "status": execution.status,
        "trigger": {"node": execution.trigger_node, "kind": execution.trigger_kind},
        "created_at": moment(execution.created_at),
        "last_event": 1,
    }
    in_background(_say_created, project_group(execution.project_id), short)


async def _say_created(group: str, short: dict[str, Any]) -> None:
    layer: Any = get_channel_layer()
    await layer.group_send(group, executions_message([short]))
