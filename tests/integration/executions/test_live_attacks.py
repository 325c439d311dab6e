"""What an attacker tries on the live view: logs without the right to them, too many sockets, streams that outlive it."""

import asyncio
from typing import Any

import orjson
import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.test import AsyncClient

from builder.models import Membership
from executions.live import sse
from executions.live.crowd import CROWD, Crowd
from executions.live.groups import execution_group
from executions.models import Execution
from tests.integration.builder.cast import Api
from tests.integration.executions.stage import a_workflow, an_actor, begin, carry
from tests.integration.executions.test_sockets import Socket

LOGS = orjson.dumps({"type": "logs", "lines": [{"message": "a line"}]}).decode()


def play(role: str = "owner") -> tuple[Any, Execution]:
    """A member of that role, and an execution of the project."""
    execution = begin(a_workflow())
    user = an_actor("bob", "own-bob")[0].user
    Membership.objects.create(project=execution.project, user=user, role=role)  # type: ignore[misc]
    return user, execution


@pytest.mark.parametrize(("role", "heard"), [("viewer", []), ("operator", ["logs"])])
async def test_log_lines_go_only_to_who_may_read_logs(role: str, heard: list[str]) -> None:
    user, execution = await sync_to_async(play)(role)
    socket = Socket(f"/ws/executions/{execution.pk}/", user)
    await socket.connect()
    await socket.hear()
    layer: Any = get_channel_layer()

    await layer.group_send(
        execution_group(execution.pk), {"type": "live.extra", "about": "logs", "text": LOGS}
    )
    progress = {"type": "live.extra", "about": "progress", "text": '{"type":"progress"}'}
    await layer.group_send(execution_group(execution.pk), progress)
    kinds = []
    while "progress" not in kinds:
        kinds.append((await socket.hear())["type"])
    await socket.disconnect()

    assert [kind for kind in kinds if kind == "logs"] == heard


async def test_one_person_opens_a_limited_number_of_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    user, execution = await sync_to_async(play)()
    monkeypatch.setattr(CROWD, "_most", 2)
    path = f"/ws/executions/{execution.pk}/"
    first, second, third, fourth = (Socket(path, user) for _ in range(4))
    for each in (first, second):
        await each.connect()
        await each.hear()

    await third.connect()
    refused = await third.receive_output(timeout=5)
    await first.disconnect()
    await fourth.connect()
    heard = await fourth.hear()
    for each in (second, third, fourth):
        await each.disconnect()

    assert (refused["type"], refused["code"]) == ("websocket.close", 4429)
    assert heard["type"] == "snapshot"


def test_a_crowd_forgets_who_has_left() -> None:
    crowd = Crowd(most=1)

    assert (crowd.enter("bob"), crowd.enter("bob"), crowd.enter("carol")) == (True, False, True)
    crowd.leave("bob")
    assert crowd.enter("bob")


async def test_a_stream_ends_with_the_right_to_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "_CHECK_SECONDS", 0.0)
    monkeypatch.setattr(sse, "_BEAT_SECONDS", 0.05)
    user, execution = await sync_to_async(play)()
    client = AsyncClient()
    await sync_to_async(client.force_login)(user)

    answer = await client.get(f"/api/executions/{execution.pk}/stream/")
    parts = answer.streaming_content  # type: ignore[attr-defined]
    first = await anext(parts)
    await Membership.objects.filter(user=user).adelete()
    async with asyncio.timeout(5):
        rest = [part async for part in parts]

    assert first.startswith(b"id: 1\n")
    assert all(part.startswith(b":") for part in rest)


def test_who_comes_back_to_a_stream_that_has_ended_is_told_to_stay_away() -> None:
    execution = begin(a_workflow())
    carry()
    alice = Api(an_actor()[0].user)  # type: ignore[arg-type]

    answer = alice.client.get(f"/api/executions/{execution.pk}/stream/", headers={"Last-Event-ID": "6"})

    assert answer.status_code == 204


@pytest.mark.parametrize("path", ["workflows/", "executions/", "session/", "inbox/"])
def test_options_is_no_method_of_the_api(path: str) -> None:
    alice = Api(an_actor()[0].user)  # type: ignore[arg-type]

    assert alice.call("OPTIONS", path).status == 405
