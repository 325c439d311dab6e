"""The queues of wake-ups in Redis: ids only. Losing one costs seconds, not the run (R30)."""

import logging
import secrets
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

import django_rq
import redis
import redis.asyncio
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from executions import failpoints

logger = logging.getLogger("quintet.queues")

QUEUE_OF_PRIORITY = {"high": "quintet-high", "default": "quintet-default", "low": "quintet-low"}
STANDARD_QUEUES = tuple(QUEUE_OF_PRIORITY.values())
STIR_CHANNEL = "quintet:stir"
ENDED_CHANNEL = "quintet:ended"
_JOB = "executions.jobs.look_at"
_PREFIX = "wake-"
_JOB_SECONDS = 24 * 3600


@cache
def connection() -> redis.Redis:
    """The Redis of the queues, for one process."""
    return django_rq.get_connection(STANDARD_QUEUES[1])


def async_connection() -> redis.asyncio.Redis:
    """The same Redis for an event loop. Each loop needs its own."""
    pool = connection().connection_pool
    twins: dict[Any, Any] = {
        redis.UnixDomainSocketConnection: redis.asyncio.UnixDomainSocketConnection,
        redis.SSLConnection: redis.asyncio.SSLConnection,
    }
    twin = twins.get(pool.connection_class, redis.asyncio.Connection)
    known = ("host", "port", "path", "db", "username", "password", "ssl_cert_reqs", "ssl_ca_certs")
    given = {
        key: value for key, value in pool.connection_kwargs.items() if key in known and value is not None
    }
    return redis.asyncio.Redis(connection_pool=redis.asyncio.ConnectionPool(connection_class=twin, **given))


def wake_up(execution: UUID, queue: str) -> bool:
    """Ask a worker to look at an execution. False when Redis did not take it; the clock will ask again."""
    return wake_up_many([(execution, queue)])


def wake_up_many(wanted: Iterable[tuple[UUID, str]]) -> bool:
    failpoints.reach("wake_up.before")
    by_queue: dict[str, list[UUID]] = {}
    for execution, name in wanted:
        by_queue.setdefault(name, []).append(execution)
    try:
        for name, executions in by_queue.items():
            _queue(name).enqueue_many([_job(execution) for execution in executions])
    except RedisError as error:
        logger.warning(
            "Redis did not take a wake-up (%s). Workers will find the execution in the database.", error
        )
        return False
    failpoints.reach("wake_up.after")
    return True


@cache
def _queue(name: str) -> Queue:
    return Queue(name, connection=connection(), serializer=JSONSerializer)


def _job(execution: UUID) -> Any:
    # The id says it all, so that our own worker need not fetch the job; the random end keeps a later wake-up apart.
    return Queue.prepare_data(
        _JOB,
        (str(execution),),
        job_id=f"{_PREFIX}{execution.hex}-{secrets.token_hex(4)}",
        result_ttl=0,
        failure_ttl=3600,
        ttl=_JOB_SECONDS,
        timeout=_JOB_SECONDS,
        description="",
    )


def execution_of(job_id: str) -> UUID | None:
    """Which execution a job asks to look at; None for a job of somebody else."""
    if not job_id.startswith(_PREFIX):
        return None
    try:
        return UUID(job_id[len(_PREFIX) :].partition("-")[0])
    except ValueError:
        return None


def stir(execution: UUID) -> None:
    """Tell whoever carries the execution that a command waits in the database."""
    _publish(STIR_CHANNEL, str(execution))


def say_ended(executions: Sequence[UUID]) -> None:
    """Tell whoever waits for a result."""
    for execution in executions:
        _publish(ENDED_CHANNEL, str(execution))


def _publish(channel: str, text: str) -> None:
    try:
        connection().publish(channel, text)
    except RedisError:
        logger.debug("Redis did not take a message for %s.", channel)


def is_reachable() -> bool:
    try:
        return bool(connection().ping())
    except RedisError:
        return False
