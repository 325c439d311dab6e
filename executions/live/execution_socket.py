"""`ws/executions/{id}/`: a snapshot, then events in order and without a gap (R37)."""

import asyncio
from typing import Any
from uuid import UUID

import orjson
from django.http import Http404

from executions.live.groups import execution_group
from executions.live.socket import LiveSocket
from executions.models import Execution
from executions.picture import whole
from executions.replay import PAGE, events_after
from executions.threads import in_thread


class ExecutionSocket(LiveSocket):
    """`_sent` is the number of the last event that this socket has sent or covered by a snapshot."""

    _sent = 0

    async def opened(self) -> None:
        self._turn = asyncio.Lock()
        await self._snapshot()

    @property
    def execution(self) -> UUID:
        return self.scope["url_route"]["kwargs"]["execution"]

    def thing(self) -> Any:
        found = Execution.objects.only("project").filter(pk=self.execution).first()
        if found is None:
            raise Http404
        return found

    def group_name(self) -> str:
        return execution_group(self.execution)

    async def beat(self) -> None:
        head = await in_thread(self._head)
        if head > self._sent:
            await self._catch_up()
        await self.say({"type": "head", "number": head})

    async def said(self, message: dict[str, Any]) -> None:
        kind, number = message.get("type"), message.get("number")
        if kind == "since" and isinstance(number, int) and number >= 0:
            async with self._turn:
                self._sent = min(number, self._sent)
            await self._catch_up()
        elif kind == "resync":
            await self._snapshot()

    async def live_events(self, message: dict[str, Any]) -> None:
        async with self._turn:
            fits = message["first"] == self._sent + 1
            if fits:
                self._sent = message["last"]
                await self.send(text_data='{"type":"events","events":' + message["text"] + "}")
        if not fits and message["last"] > self._sent:
            await self._catch_up()

    async def live_head(self, message: dict[str, Any]) -> None:
        if message["number"] > self._sent:
            await self._catch_up()

    async def live_extra(self, message: dict[str, Any]) -> None:
        if message["about"] == "logs" and not self.reads_logs:
            return
        await self.send(text_data=message["text"])

    async def _snapshot(self) -> None:
        async with self._turn:
            execution, document = await in_thread(self._read_snapshot)
            self._sent = execution["last_event"]
            await self.say({"type": "snapshot", "execution": execution, "document": document})

    async def _catch_up(self) -> None:
        """Read from the database whatever this socket has not sent."""
        async with self._turn:
            while True:
                events = await in_thread(self._read_after, self._sent)
                if not events:
                    return
                self._sent = events[-1]["number"]
                await self.send(text_data=orjson.dumps({"type": "events", "events": events}).decode())
                if len(events) < PAGE:
                    return

    def _read_snapshot(self) -> tuple[dict[str, Any], Any]:
        row = Execution.objects.select_related("workflow", "version", "created_by").get(pk=self.execution)
        return whole(row), row.version.document

    def _read_after(self, number: int) -> list[dict[str, Any]]:
        return events_after(self.execution, number)

    def _head(self) -> int:
        row = Execution.objects.filter(pk=self.execution).values_list("next_event", flat=True).first()
        return (row or 1) - 1
