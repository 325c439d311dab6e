"""The sandbox processes of this process: started with the first code node, ended with it, never shared by a fork.

The library cannot be used in a child that was forked after the parent used it: it would wait for ever there. A
process that forks per job (the stock RQ worker) must therefore run no code itself, and does not.
"""

import atexit
import os
from threading import Lock
from typing import Any

from nodes.errors import FatalError

REQUEST_TIMEOUT = 330.0
"""The last resort, above every limit that a node can set: a sandbox that is deaf to all others is killed."""


class Pool:
    """Hands out sandbox sessions. Threads that come when all are taken wait for their turn."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: Any = None
        self._parents: Any = None

    def session(self, **given: Any) -> Any:
        """A session to be used in a `with` block; its state is gone afterwards. Raises `FatalError` after a fork."""
        if self._parents is not None:
            raise FatalError(
                "Code cannot run in a process that was forked after the sandbox was used", code="sandbox"
            )
        with self._lock:
            if self._pool is None:
                self._pool = self._started()
        return self._pool.checkout(**given)

    def close(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.__exit__(None, None, None)

    def forget(self) -> None:
        """In a forked child: the processes belong to the parent, so keep the object from being taken down here."""
        self._lock = Lock()
        self._parents, self._pool = self._pool or self._parents, None

    @staticmethod
    def _started() -> Any:
        # Loaded late: a worker that never runs code shall not pay for the library and its processes.
        from pydantic_monty import Monty  # noqa: PLC0415

        pool = Monty(max_processes=max(os.cpu_count() or 1, 2), request_timeout=REQUEST_TIMEOUT)
        pool.__enter__()
        return pool


POOL = Pool()
atexit.register(POOL.close)
os.register_at_fork(after_in_child=POOL.forget)
