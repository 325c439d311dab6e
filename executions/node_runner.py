"""Runs one attempt of one node where its type says, and turns whatever happens into a `Done`. Never raises."""

import asyncio
import logging
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from inspect import isawaitable
from typing import Any

from django.db import close_old_connections

from executions import failpoints
from executions.blanking import Blanker
from executions.context import Context
from executions.engine.port import Call, Done, Failure
from nodes.base import Where
from nodes.errors import FatalError, NodeError
from nodes.json_defects import ValueDefect
from nodes.outcomes import MAIN, Break, End, Fire, WaitForAnswer, WaitForChild, WaitUntil
from nodes.values import mend_json

logger = logging.getLogger("quintet.worker")

_MAX_TRACEBACK = 20_000
_STUBBORN_SECONDS = 2.0


def run_inline(call: Call, context: Context, blanker: Blanker) -> Done:
    """On the loop itself: pure and quick."""
    try:
        answered = _function(call)(call.type.read_config(call.config), context, *_answer(call))
        return done(answered, blanker)
    except Exception as error:
        return failed(error, blanker)


async def run(call: Call, context: Context, blanker: Blanker, threads: ThreadPoolExecutor) -> Done:
    """On the loop or in a thread. Cancelling it ends the node, and so does its deadline, whether it agrees or not."""
    failpoints.reach("node.before_effect")
    work = asyncio.ensure_future(_called(call, context, threads))
    try:
        await asyncio.wait({work}, timeout=call.timeout)
    except asyncio.CancelledError:
        await _end(work, call)
        raise
    if not work.done():
        await _end(work, call)
        return Done(Failure("transient", f"It took longer than {call.timeout:g} s and was ended.", "timeout"))
    failpoints.reach("node.after_effect")
    try:
        return done(work.result(), blanker)
    except asyncio.CancelledError:
        return Done(Failure("fatal", "The node cancelled itself.", "cancelled"))
    except Exception as error:
        return failed(error, blanker)


async def _end(work: "asyncio.Future[Any]", call: Call) -> None:
    """Cancel, and leave behind what does not end: its answer is thrown away."""
    work.cancel()
    _, late = await asyncio.wait({work}, timeout=_STUBBORN_SECONDS)
    if late:
        logger.warning(
            "Node %s (%s) does not end when it is cancelled. It is left behind.", call.node, call.type.key
        )
    else:
        work.cancelled() or work.exception()


async def _called(call: Call, context: Context, threads: ThreadPoolExecutor) -> Any:
    config = call.type.read_config(call.config)
    function = _function(call)
    if call.type.where is Where.PROCESS:
        # Fails closed: what asks for walls of its own is not run without them.
        raise FatalError(
            f"{call.type.title} needs a process of its own, which this installation does not offer."
        )
    if call.type.where is Where.THREAD:
        loop = asyncio.get_running_loop()
        surroundings = copy_context()
        return await loop.run_in_executor(
            threads, lambda: surroundings.run(_in_thread, function, config, context, *_answer(call))
        )
    answered = function(config, context, *_answer(call))
    return await answered if isawaitable(answered) else answered


def _in_thread(function: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    try:
        answered = function(*arguments)
        return asyncio.run(_awaited(answered)) if isawaitable(answered) else answered
    finally:
        close_old_connections()


async def _awaited(answered: Any) -> Any:
    return await answered


def _function(call: Call) -> Callable[..., Any]:
    if call.answer is None:
        return call.type.run
    return call.type.resume or _hand_on


def _answer(call: Call) -> tuple[Any, ...]:
    return () if call.answer is None else (call.answer,)


def _hand_on(config: Any, context: Context, answer: Any) -> Any:
    """For types that wait without saying what to do afterwards: the answer is the value."""
    return answer.value


def done(answered: Any, blanker: Blanker) -> Done:
    """The answer of a node as plain JSON (R40), blanked (R43)."""
    flags: list[dict[str, str]] = []

    def clean(value: Any) -> Any:
        mended, found = mend_json(value)
        flags.extend(found)
        return blanker.value(mended)

    outcome: Any
    if isinstance(answered, Fire):
        outcome = Fire({port: clean(value) for port, value in answered.ports.items()})
    elif isinstance(answered, End):
        outcome = End(clean(answered.result), answered.whole)
    elif isinstance(answered, Break):
        outcome = Break(clean(answered.result))
    elif isinstance(answered, WaitUntil):
        outcome = WaitUntil(answered.at, clean(answered.value))
    elif isinstance(answered, WaitForAnswer):
        outcome = WaitForAnswer(
            answered.kind, clean(answered.request), clean(answered.schema), answered.deadline
        )
    elif isinstance(answered, WaitForChild):
        outcome = WaitForChild(answered.workflow, clean(answered.inputs), answered.version, answered.awaited)
    else:
        outcome = Fire({MAIN: clean(answered)})
    return Done(outcome, {"mended": flags[:20]} if flags else {})


def failed(error: BaseException, blanker: Blanker) -> Done:
    """What went wrong, for the author; the traceback only of what nobody foresaw (R16)."""
    if isinstance(error, NodeError):
        details, _ = mend_json(blanker.value(error.details))
        return Done(
            Failure(
                error.kind, blanker.text(error.message), error.code, details, retry_after=error.retry_after
            )
        )
    if isinstance(error, ValueDefect):
        return Done(
            Failure(
                "fatal", blanker.text(f"The node answered with something that is no JSON: {error}."), "value"
            )
        )
    kind = "transient" if isinstance(error, ConnectionError | TimeoutError) else "fatal"
    text = blanker.text("".join(traceback.format_exception(error)))[-_MAX_TRACEBACK:]
    message = blanker.text(f"{type(error).__name__}: {error}")[:2000]
    return Done(Failure(kind, mend_json(message)[0], "exception", traceback=mend_json(text)[0]))
