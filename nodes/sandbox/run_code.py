"""Running one piece of code in the sandbox: JSON in, a value out, what it prints, and errors with their line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from nodes.errors import FatalError, InvalidError, NodeError
from nodes.sandbox.pool import POOL

MAX_CODE = 100_000
MAX_DEPTH = 200
MAX_FRAMES = 10


@dataclass(frozen=True, slots=True)
class CodeLimits:
    seconds: float = 5.0
    megabytes: int = 64


@dataclass(slots=True)
class Printed:
    """What the code prints, as lines, cut off where it is too much to keep."""

    max_lines: int = 1_000
    max_line: int = 4_000
    lines: list[str] = field(default_factory=list)
    left_out: int = 0
    _rest: str = ""

    def __call__(self, stream: str, text: str) -> None:
        *whole, self._rest = (self._rest + text).split("\n")
        for line in whole:
            self._keep(line)
        self._rest = self._rest[: self.max_line]

    def finish(self) -> None:
        if self._rest:
            self._keep(self._rest)
            self._rest = ""

    def _keep(self, line: str) -> None:
        if len(self.lines) < self.max_lines:
            self.lines.append(line[: self.max_line])
        else:
            self.left_out += 1


def run_code(
    code: str, names: Mapping[str, Any], printed: Printed, limits: CodeLimits, *, seed: str, now: float
) -> Any:
    """The value of the `return` or of the last expression. Raises `InvalidError` for code that cannot be read.

    Chance and time come from `seed` and `now`, so that the same run gives the same value.
    """
    # Loaded late, like the pool.
    from pydantic_monty import MontyCrashedError, MontyError, MontyRuntimeError, MontySyntaxError  # noqa: PLC0415

    if len(code) > MAX_CODE:
        raise InvalidError(f"The code has {len(code):,} characters; {MAX_CODE:,} are the most", code="code")
    try:
        with POOL.session(
            script_name="code.py",
            limits={
                "max_feed_duration_secs": limits.seconds,
                "max_memory": limits.megabytes * 1024 * 1024,
                "max_recursion_depth": MAX_DEPTH,
            },
            os_policy={
                "sleep": "zero",
                "random_start": {"seed": seed},
                "datetime": datetime.fromtimestamp(now, UTC),
            },
        ) as session:
            return session.feed_run(code, inputs=dict(names), print_callback=printed)
    except MontySyntaxError as error:
        raise unreadable(error) from None
    except MontyRuntimeError as error:
        raise failed(error, limits) from None
    except MontyCrashedError as error:
        raise FatalError(f"The sandbox was ended: {error!s:.200}", code="sandbox") from None
    except (MontyError, ValueError, TypeError) as error:
        raise FatalError(f"The value cannot be handed over: {error!s:.200}", code="value") from None
    finally:
        printed.finish()


def unreadable(error: Any) -> InvalidError:
    frames = error.traceback()
    place = {"line": frames[-1].line, "column": frames[-1].column} if frames else {}
    at = f"Line {place['line']}: " if place else ""
    return InvalidError(f"{at}{error.exception()!s:.500}", code="syntax", details=place)


def failed(error: Any, limits: CodeLimits) -> NodeError:
    """The exception of the code, with its name, its line and the way there."""
    inner = error.exception()
    kind, message = type(inner).__name__, str(inner)[:1000]
    if kind == "TimeoutError" and "time limit exceeded" in message:
        return FatalError(f"The code ran longer than {limits.seconds:g} s", code="time_limit")
    if kind == "MemoryError" and "limit exceeded" in message:
        return FatalError(f"The code used more than {limits.megabytes} MB of memory", code="memory_limit")
    frames = error.traceback()
    details: dict[str, Any] = {"type": kind, "message": message}
    if frames:
        details |= {"line": frames[-1].line, "column": frames[-1].column}
        details["lines"] = [frame.line for frame in frames[-MAX_FRAMES:]]
    at = f"Line {details['line']}: " if frames else ""
    return FatalError(f"{at}{kind}: {message}", code="python", details=details)
