"""An event loop in a thread of its own, for code without one that has something to say and must not wait for it."""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from typing import Any

logger = logging.getLogger("quintet.live")

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def in_background(function: Callable[..., Coroutine[Any, Any, None]], *arguments: Any) -> None:
    """Start the coroutine soon. What it raises is logged and goes no further."""
    asyncio.run_coroutine_threadsafe(_guarded(function, *arguments), _running_loop())


async def _guarded(function: Callable[..., Coroutine[Any, Any, None]], *arguments: Any) -> None:
    try:
        await function(*arguments)
    except Exception as error:
        logger.info("A live message could not be sent: %s", error)


def _running_loop() -> asyncio.AbstractEventLoop:
    global _loop
    with _lock:
        if _loop is None:
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="live", daemon=True).start()
        return _loop
