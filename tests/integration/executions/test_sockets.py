"""The sockets: a snapshot, then events in order and without a gap, for those who may look."""

from typing import Any

import orjson
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from channels.layers import get_channel_layer
from channels.routing import URLRouter

from executions.live.groups import execution_group
from executions.live.routing import websocket_urlpatterns
from executions.models import Execution
from tests.integration.executions.stage import a_workflow, an_actor, begin, carry

_ROUTES = URLRouter(websocket_urlpatterns)


class Socket(ApplicationCommunicator):
    """One socket as a browser sees it."""

    def __init__(self, path: str, user: Any) -> None:
        scope = {"type": "websocket", "path": path, "headers": [], "query_string": b"", "subprotocols": []}
        super().__init__(_ROUTES, {**scope, "user": user})

    async def connect(self) -> None:
        await self.send_input({"type": "websocket.connect"})
        assert (await self.receive_output(timeout=5))["type"] == "websocket.accept"

    async def say(self, text: str) -> None:
        await self.send_input({"type": "websocket.receive", "text": text})

    async def hear(self) -> Any:
        message = await self.receive_output(timeout=5)
        assert message["type"] == "websocket.send", message
        return orjson.loads(message["text"])

    async def disconnect(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(timeout=5)


def play(name: str = "alice", project: str = "team") -> tuple[Any, Execution]:
    return an_actor(name, project)[0].user, begin(a_workflow())


async def test_R37_a_snapshot_and_then_every_event_once_and_in_order() -> None:
    user, execution = await sync_to_async(play)()
    socket = Socket(f"/ws/executions/{execution.pk}/", user)
    await socket.connect()
    snapshot = await socket.hear()
    assert (snapshot["type"], snapshot["execution"]["last_event"]) == ("snapshot", 1)
    assert snapshot["document"]["nodes"]

    await sync_to_async(carry)()
    heard: list[int] = []
    while len(heard) < 5:
        message = await socket.hear()
        if message["type"] == "events":
            heard += [event["number"] for event in message["events"]]

    assert heard == [2, 3, 4, 5, 6]
    await socket.disconnect()


async def test_R37_a_lost_message_is_mended_from_the_database() -> None:
    user, execution = await sync_to_async(play)()
    socket = Socket(f"/ws/executions/{execution.pk}/", user)
    await socket.connect()
    await socket.hear()
    await sync_to_async(carry)()
    drained: list[int] = []
    while 6 not in drained:
        drained += [event["number"] for event in (await socket.hear()).get("events", [])]

    await socket.say('{"type":"since","number":2}')
    again = await socket.hear()

    assert [event["number"] for event in again["events"]] == [3, 4, 5, 6]
    await socket.disconnect()


async def test_R37_a_message_that_leaves_a_gap_makes_the_socket_read_what_is_missing() -> None:
    user, execution = await sync_to_async(play)()
    socket = Socket(f"/ws/executions/{execution.pk}/", user)
    await socket.connect()
    await socket.hear()
    group = execution_group(execution.pk)
    await get_channel_layer().group_send(group, {"type": "live.head", "number": 1})
    await sync_to_async(Execution.objects.filter(pk=execution.pk).update)(next_event=2)

    await get_channel_layer().group_send(
        group, {"type": "live.events", "first": 5, "last": 5, "text": '[{"number":5}]'}
    )

    assert await socket.receive_nothing(timeout=0.3)
    await socket.disconnect()


async def test_a_resync_gives_a_new_snapshot() -> None:
    user, execution = await sync_to_async(play)()
    socket = Socket(f"/ws/executions/{execution.pk}/", user)
    await socket.connect()
    await socket.hear()

    await socket.say('{"type":"resync"}')

    assert (await socket.hear())["type"] == "snapshot"
    await socket.disconnect()


async def test_strangers_and_nobody_are_turned_away() -> None:
    _, execution = await sync_to_async(play)()
    charlie = (await sync_to_async(an_actor)("charlie", "elsewhere"))[0].user

    for user, code in ((charlie, 4404), (None, 4401)):
        for path in (f"/ws/executions/{execution.pk}/", f"/ws/projects/{execution.project_id}/"):
            socket = Socket(path, user)
            await socket.connect()
            closed = await socket.receive_output(timeout=5)
            assert (closed["type"], closed["code"]) == ("websocket.close", code)


async def test_a_project_hears_of_its_executions() -> None:
    user, execution = await sync_to_async(play)()
    socket = Socket(f"/ws/projects/{execution.project_id}/", user)
    await socket.connect()
    assert (await socket.hear())["type"] == "hello"

    await sync_to_async(carry)()

    message = await socket.hear()
    assert (message["type"], message["execution"]["id"]) == ("execution", str(execution.pk))
    await socket.disconnect()
