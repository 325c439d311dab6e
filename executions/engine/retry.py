"""When a failed attempt is tried again, and how a failure is written down (R16, R17)."""

from hashlib import blake2b
from typing import Any, Final

from executions.engine.port import Failure
from executions.engine.settings import RetryPolicy

TRANSIENT: Final = "transient"


def retry_delay(policy: RetryPolicy, failures: int, failure: Failure, seed: str) -> float | None:
    """Seconds until the next attempt after so many failures, this one included; None: no further attempt.

    The jitter depends on the seed alone, so that a replay waits as long. `Retry-After` is obeyed even above the ceiling.
    """
    if failure.kind != TRANSIENT or failures >= policy.attempts:
        return None
    delay = min(policy.max_delay, policy.delay * policy.factor ** (failures - 1))
    delay *= 1 + policy.jitter * (2 * fraction(f"{seed}:{failures}") - 1)
    return max(delay, failure.retry_after or 0.0, 0.0)


def fraction(seed: str) -> float:
    """A number from 0 up to 1 that the seed decides."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=7).digest()) / (1 << 56)


def idempotency_key(execution: str, path: str, node: str) -> str:
    """The same for every attempt of one node run, and for no other (R32)."""
    return blake2b(f"{execution}\n{path}\n{node}".encode(), digest_size=16).hexdigest()


def error_of(failure: Failure, node: str, path: str, config: dict[str, Any] | None = None) -> dict[str, Any]:
    """The failure as events, expressions and pages show it."""
    error: dict[str, Any] = {
        "kind": failure.kind,
        "code": failure.code or failure.kind,
        "message": failure.message,
        "node": node,
        "path": path,
    }
    if failure.details:
        error["details"] = failure.details
    if failure.traceback:
        error["traceback"] = failure.traceback
    if config is not None:
        error["config"] = config
    return error
