"""Keeps results of nodes in Redis for a time, under a hash of type, version, config and input (R42)."""

import hashlib
import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from executions.engine.port import Call, Done
from nodes.outcomes import Fire

logger = logging.getLogger("quintet.cache")

_PREFIX = "quintet:result:"
_LARGEST = 1_000_000


class ResultCache:
    """Losing it costs time only, so that no failure of Redis is ever a failure of a node."""

    def __init__(self, redis: Any) -> None:
        self._redis = redis

    def key_of(self, call: Call, project: UUID) -> str | None:
        if call.answer is not None:
            return None
        parts = [str(project), call.type.key, call.type.version, call.config, call.input]
        if call.type.lazy_fields:
            # What these fields say is worked out in the node, from anything that it can name.
            parts.append(dict(call.scope))
        try:
            text = orjson.dumps(parts, option=orjson.OPT_SORT_KEYS, default=_plain)
        except orjson.JSONEncodeError as error:
            logger.info("What %s is given cannot be a key of the cache: %s", call.node, error)
            return None
        return _PREFIX + hashlib.sha256(text).hexdigest()

    async def get(self, key: str) -> Done | None:
        try:
            text = await self._redis.get(key)
        except Exception as error:
            logger.info("No cached result could be read: %s", error)
            return None
        return Done(Fire(orjson.loads(text)), {"cached": True}) if text else None

    async def put(self, key: str, done: Done, seconds: float) -> None:
        if not isinstance(done.outcome, Fire):
            return
        text = orjson.dumps(done.outcome.ports)
        if len(text) > _LARGEST:
            return
        try:
            await self._redis.set(key, text, px=max(1, int(seconds * 1000)))
        except Exception as error:
            logger.info("A result could not be cached: %s", error)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
