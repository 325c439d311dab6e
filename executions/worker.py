"""The RQ worker that carries many executions in one event loop, and works from the database when Redis is away."""

import asyncio
import logging
import signal
import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import close_old_connections
from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.timeouts import TimerDeathPenalty
from rq.worker import WorkerStatus

from executions.carrier import Carrier, process_name
from executions.process_signs import sign_of_life, sign_off
from executions.queues import STIR_CHANNEL, async_connection, connection, execution_of
from executions.threads import in_thread

logger = logging.getLogger("quintet.worker")

_POP_SECONDS = 1
_SIGN_SECONDS = 5.0
_REDIS_PAUSE = 1.0
_PATIENCE = 2.0


class QuintetWorker(SimpleWorker):
    """Wake-ups are popped without RQ's bookkeeping: the lease in the database is what says who works on what.

    Other jobs on the same queues run as RQ would run them, each in a thread.
    """

    # Many jobs share this process: no alarm signal can be meant for one of them.
    death_penalty_class = TimerDeathPenalty

    def work(self, *args: Any, **kwargs: Any) -> bool:
        """Work until SIGTERM or SIGINT. Then hand back what is under way and return."""
        asyncio.run(self._main(burst=bool(kwargs.get("burst"))))
        return True

    async def _main(self, *, burst: bool = False) -> None:
        loop = asyncio.get_running_loop()
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        self._redis = async_connection()
        self._foreign: asyncio.Queue[str] = asyncio.Queue()
        self._carrier = Carrier(queues=self.queue_names(), name=self.name)
        await self._carrier.start()
        logger.info("Worker %s carries up to %d executions.", self.name, self._carrier.concurrency)
        sides = [self._signs, self._listen, self._sweep, self._others]
        tasks = [asyncio.create_task(_for_ever(side, stop)) for side in sides]
        taking = asyncio.create_task(_for_ever(self._take_wake_ups, stop) if not burst else self._burst())
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({taking, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.set()
            ending = (*tasks, taking, stopped)
            for task in ending:
                task.cancel()
            # Not for ever: the client of Redis may swallow a cancellation.
            await asyncio.wait(ending, timeout=_PATIENCE)
            await self._carrier.stop()
            await self._redis.aclose()
            await in_thread(sign_off, self.name)
            logger.info("Worker %s has stopped.", self.name)

    async def _burst(self) -> None:
        """Work until nothing is due any more."""
        while await self._take_batch(wait=False) or await self._carrier.take_due() or self._carrier.carrying:
            await self._carrier.idle()

    async def _take_wake_ups(self) -> None:
        while True:
            if not self._carrier.room:
                self._carrier.finished.clear()
                await self._carrier.finished.wait()
                continue
            try:
                await self._take_batch(wait=True)
            except (RedisError, OSError) as error:
                logger.warning("Redis is away (%s). Working from the database.", error)
                await asyncio.sleep(_REDIS_PAUSE)

    async def _take_batch(self, *, wait: bool) -> int:
        """Pop as many wake-ups as there is room for, high before default before low. Returns how many came."""
        ids = await self._pop(self._carrier.room)
        if not ids and wait:
            popped: Any = await self._redis.blpop([queue.key for queue in self.queues], timeout=_POP_SECONDS)
            if popped:
                ids = [_text(popped[1]), *await self._pop(self._carrier.room - 1)]
        if not ids:
            return 0
        wanted: list[UUID] = []
        for identifier in ids:
            execution = execution_of(identifier)
            if execution is None:
                self._foreign.put_nowait(identifier)
            else:
                wanted.append(execution)
        if wanted:
            keys = [Job.key_for(each) for each in ids if execution_of(each)]
            # Side by side: nobody waits for the tidying of Redis, and nothing is lost if it fails.
            await asyncio.gather(self._carrier.take(wanted), self._redis.unlink(*keys))
        return len(ids)

    async def _pop(self, room: int) -> list[str]:
        ids: list[str] = []
        for queue in self.queues:
            if room > len(ids):
                popped: Any = await self._redis.lpop(queue.key, room - len(ids))
                ids.extend(_text(each) for each in popped or ())
        return ids

    async def _sweep(self) -> None:
        """With room and nothing else to do, look in the database for what no wake-up told of."""
        while True:
            await asyncio.sleep(self._carrier.conf.sweep_seconds)
            if self._carrier.room:
                await self._carrier.take_due()

    async def _listen(self) -> None:
        """Commands for executions that are carried here are announced over Redis; the sweep of leases finds the rest."""
        redis = async_connection()
        try:
            async with redis.pubsub() as channel:
                await channel.subscribe(STIR_CHANNEL)
                async for message in channel.listen():
                    if message["type"] == "message":
                        self._carrier.stir(UUID(message["data"].decode()))
        finally:
            await redis.aclose()

    async def _signs(self) -> None:
        """Be seen: in the database for readiness and *why*, in Redis for RQ's own tools."""
        registered = False
        while True:
            await in_thread(
                sign_of_life,
                self.name,
                "worker",
                queues=self.queue_names(),
                concurrency=self._carrier.concurrency,
                carrying=self._carrier.carrying,
            )
            registered = await asyncio.get_running_loop().run_in_executor(
                None, self._sign_in_redis, registered
            )
            await asyncio.sleep(_SIGN_SECONDS)

    def _sign_in_redis(self, registered: bool) -> bool:
        try:
            if not registered:
                self.register_birth()
            busy = self._carrier.carrying > 0
            self.set_state(WorkerStatus.BUSY if busy else WorkerStatus.IDLE)
            self.heartbeat()
            return True
        except (RedisError, OSError, ValueError) as error:
            logger.debug("RQ could not be told of this worker: %s", error)
            return False

    async def _others(self) -> None:
        """Jobs of somebody else, one after the other, as RQ's own simple worker runs them."""
        while True:
            identifier = await self._foreign.get()
            await asyncio.get_running_loop().run_in_executor(
                self._carrier.threads, self._run_other, identifier
            )

    def _run_other(self, identifier: str) -> None:
        close_old_connections()
        job = Job.fetch(identifier, connection=self.connection, serializer=self.serializer)
        queue = next((each for each in self.queues if each.name == job.origin), self.queues[0])
        self.execute_job(job, queue)
        close_old_connections()


def make_worker(queues: Sequence[str]) -> QuintetWorker:
    """A worker of these queues, in order of priority. Redis need not be there yet."""
    return QuintetWorker(
        list(queues),
        name=process_name("worker"),
        connection=connection(),
        serializer=JSONSerializer,
        prepare_for_work=False,
    )


def _text(raw: bytes) -> str:
    return raw.decode()


async def _for_ever(side: Any, stop: asyncio.Event) -> None:
    """Keep one side of the worker going: what fails is logged and begins again."""
    while not stop.is_set():
        started = time.monotonic()
        try:
            await side()
        except asyncio.CancelledError:
            raise
        except (RedisError, OSError) as error:
            logger.debug("%s: %s", side.__name__, error)
        except Exception:
            logger.exception("%s failed and begins again.", side.__name__)
        if time.monotonic() - started < _REDIS_PAUSE:
            await asyncio.sleep(_REDIS_PAUSE)
