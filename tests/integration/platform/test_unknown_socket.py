"""A socket at an address that does not exist."""

import pytest
from asgiref.testing import ApplicationCommunicator

from config.asgi import application

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("path", ["/ws/nope/", "/ws/executions/xx/", "/"])
async def test_it_is_refused_without_an_error(path: str) -> None:
    scope = {"type": "websocket", "path": path, "headers": [(b"host", b"localhost")], "subprotocols": []}
    socket = ApplicationCommunicator(application, scope)

    await socket.send_input({"type": "websocket.connect"})

    assert (await socket.receive_output(5))["type"] == "websocket.close"
