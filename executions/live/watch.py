"""Marks a group as watched, so that workers send what happens to it."""

import logging
import time

from redis.exceptions import RedisError

from executions.live.groups import WATCH_SECONDS, watch_key
from executions.queues import connection
from executions.threads import in_thread

logger = logging.getLogger("quintet.live")


async def watched(group: str) -> None:
    """To be called before the group is joined, and again within `WATCH_SECONDS`."""
    await in_thread(_mark, group)


def _mark(group: str) -> None:
    try:
        connection().set(watch_key(group), str(time.time()), ex=WATCH_SECONDS)
    except RedisError as error:
        logger.debug("Redis could not be told that %s is watched: %s", group, error)
