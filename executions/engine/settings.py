"""What the settings of a node and of a workflow say to the engine: retry, join, what a failure does, timeouts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from nodes.base import NodeType

DEFAULT_CONCURRENCY: Final = 20

ALL: Final = 0
ALL_LIVE: Final = 1
COUNT: Final = 2
ALWAYS: Final = 3
JOINS: Final = {"all": ALL, "all_live": ALL_LIVE, "any": COUNT, "always": ALWAYS}


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """R17. `attempts` counts every try: 1 means that nothing is tried again."""

    attempts: int = 1
    delay: float = 1.0
    factor: float = 2.0
    max_delay: float = 60.0
    jitter: float = 0.1


ONCE_ONLY: Final = RetryPolicy()
BY_DEFAULT: Final = RetryPolicy(attempts=3)


@dataclass(frozen=True, slots=True)
class NodeSettings:
    retry: RetryPolicy = ONCE_ONLY
    on_error: str = "fail"
    default_output: Any = None
    attempt_timeout: float | None = None
    node_timeout: float | None = None
    join: int = ALL
    count: int = 0
    """The number of live edges that a COUNT join waits for."""
    cancel_rest: bool = False
    cache_for: float | None = None
    queue: str = ""
    undo: str = ""
    uncertain: str = "park"
    breakpoint: bool = False


@dataclass(frozen=True, slots=True)
class WorkflowSettings:
    concurrency: int = DEFAULT_CONCURRENCY
    timeout: float | None = None
    drain: bool = False


def read_node_settings(raw: Mapping[str, Any], node_type: NodeType | None) -> NodeSettings:
    join, count = _join(raw.get("join"))
    return NodeSettings(
        retry=_retry(raw.get("retry"), node_type),
        on_error=raw.get("on_error") or "fail",
        default_output=raw.get("default_output"),
        attempt_timeout=raw.get("attempt_timeout"),
        node_timeout=raw.get("node_timeout"),
        join=join,
        count=count,
        cancel_rest=raw.get("join_rest") == "cancel",
        cache_for=_cache(raw.get("cache"), node_type),
        queue=raw.get("queue") or "",
        undo=raw.get("undo") or "",
        uncertain=raw.get("uncertain") or "park",
        breakpoint=bool(raw.get("breakpoint")),
    )


def read_workflow_settings(raw: Mapping[str, Any]) -> WorkflowSettings:
    return WorkflowSettings(
        concurrency=max(1, int(raw.get("concurrency") or DEFAULT_CONCURRENCY)),
        timeout=raw.get("timeout"),
        drain=raw.get("on_failure") == "drain",
    )


def _retry(raw: Mapping[str, Any] | None, node_type: NodeType | None) -> RetryPolicy:
    if raw is None:
        return BY_DEFAULT if node_type is not None and node_type.retries else ONCE_ONLY
    return RetryPolicy(
        attempts=max(1, int(raw.get("attempts", BY_DEFAULT.attempts))),
        delay=float(raw.get("delay", BY_DEFAULT.delay)),
        factor=float(raw.get("factor", BY_DEFAULT.factor)),
        max_delay=float(raw.get("max_delay", BY_DEFAULT.max_delay)),
        jitter=float(raw.get("jitter", BY_DEFAULT.jitter)),
    )


def _join(raw: Any) -> tuple[int, int]:
    if isinstance(raw, Mapping):
        return COUNT, max(1, int(raw.get("count", 1)))
    return JOINS.get(raw or "all", ALL), 1 if raw == "any" else 0


def _cache(raw: Mapping[str, Any] | None, node_type: NodeType | None) -> float | None:
    if raw is None:
        return node_type.cached_for if node_type is not None else None
    return raw.get("seconds") or None
