"""Database work from an event loop: in a thread, whose connection goes back afterwards."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections

P = ParamSpec("P")
R = TypeVar("R")


async def in_thread(function: Callable[P, R], /, *arguments: P.args, **named: P.kwargs) -> R:
    """Call it in a thread and return what it returns. A thread that kept its connection would drain the pool."""
    return await sync_to_async(_borrowing, thread_sensitive=False)(function, *arguments, **named)


def _borrowing(function: Callable[P, R], /, *arguments: P.args, **named: P.kwargs) -> R:
    close_old_connections()
    try:
        return function(*arguments, **named)
    finally:
        close_old_connections()
