"""The base of the sockets: who may listen, heartbeats, and membership that is looked at again and again."""

import asyncio
import logging
import time
from typing import Any

import orjson
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import Error as DatabaseError
from django.http import Http404

from builder.access import Actor, Verb, authorize
from builder.api.authentication import token_for
from executions.live.crowd import CROWD
from executions.live.watch import watched
from executions.threads import in_thread

logger = logging.getLogger("quintet.live")

BEAT_SECONDS = 5.0
_CHECK_SECONDS = 30.0
_MESSAGES_PER_BEAT = 50
_LARGEST = 4096
NOT_FOUND = 4404
NOT_SIGNED_IN = 4401
TOO_MUCH = 4429


class LiveSocket(AsyncWebsocketConsumer):
    """Subclasses say what the thing is, its group, and what to do on opening, on each beat and with a message."""

    group = ""
    reads_logs = False
    """Reading logs is a right of its own, so what is sent may be less than there is."""
    _person: Any = None
    _is_counted = False

    async def connect(self) -> None:
        self._beats: asyncio.Task[None] | None = None
        self._left = _MESSAGES_PER_BEAT
        # Accepted before it is refused, so that the browser learns the code.
        await self.accept()
        if not await self._may_listen():
            return
        self._is_counted = CROWD.enter(self._person)
        if not self._is_counted:
            await self.close(TOO_MUCH)
            return
        self.group = self.group_name()
        await watched(self.group)
        await self.channel_layer.group_add(self.group, self.channel_name)
        self._beats = asyncio.create_task(self._beat_forever())
        await self.opened()

    async def disconnect(self, code: int) -> None:
        beats = getattr(self, "_beats", None)
        if beats is not None:
            beats.cancel()
        if self._is_counted:
            self._is_counted = False
            CROWD.leave(self._person)
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        self._left -= 1
        if self._left < 0 or text_data is None or len(text_data) > _LARGEST:
            await self.close(TOO_MUCH)
            return
        try:
            message = orjson.loads(text_data)
        except orjson.JSONDecodeError:
            return
        if isinstance(message, dict):
            await self.said(message)

    async def say(self, message: dict[str, Any]) -> None:
        await self.send(text_data=orjson.dumps(message, default=str).decode())

    async def _may_listen(self) -> bool:
        verdict = await in_thread(self._verdict)
        if verdict:
            await self.close(verdict)
        return not verdict

    def _verdict(self) -> int:
        try:
            actor = self._actor()
            if actor.user is None or actor.user.pk is None:
                return NOT_SIGNED_IN
            thing = self.thing()
            authorize(actor, Verb.READ, thing)
            self._person = actor.user.pk
            self.reads_logs = actor.may(Verb.READ_LOGS, thing)
            return 0
        except (Http404, PermissionDenied):
            return NOT_FOUND

    def _actor(self) -> Actor:
        """The session, or a bearer token for clients that are no browsers."""
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in self.scope["headers"]}
        given = headers.get("authorization", "")
        if given:
            scheme, _, text = given.partition(" ")
            token = token_for(text.strip()) if scheme.lower() == "bearer" else None
            return Actor(token.user if token is not None else None, token)
        # Read anew: who was shut out meanwhile stops listening.
        user = self.scope.get("user")
        return Actor(
            get_user_model().objects.filter(pk=getattr(user, "pk", None) or 0, is_active=True).first()
        )

    async def _beat_forever(self) -> None:
        checked = time.monotonic()
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            self._left = _MESSAGES_PER_BEAT
            try:
                if time.monotonic() - checked > _CHECK_SECONDS:
                    checked = time.monotonic()
                    if not await self._may_listen():
                        return
                await watched(self.group)
                await self.beat()
            except DatabaseError as error:
                logger.info("A socket could not be kept up to date: %s", error)

    def thing(self) -> Any:
        raise NotImplementedError

    def group_name(self) -> str:
        raise NotImplementedError

    async def opened(self) -> None: ...

    async def beat(self) -> None: ...

    async def said(self, message: dict[str, Any]) -> None: ...
