"""The settings that a node and a workflow may have: what the engine reads, as models that check and describe them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Seconds = Annotated[float, Field(gt=0, le=10 * 365 * 86_400, allow_inf_nan=False)]


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Retry(Settings):
    """How a failed attempt is tried again (R17)."""

    attempts: int = Field(3, ge=1, le=100, title="Attempts")
    delay: float = Field(1, ge=0, le=86_400, title="First delay", description="Seconds.")
    factor: float = Field(
        2, ge=1, le=10, title="Factor", description="Each delay is so many times the one before."
    )
    max_delay: float = Field(60, ge=0, le=7 * 86_400, title="Longest delay", description="Seconds.")
    jitter: float = Field(
        0.1, ge=0, le=1, title="Jitter", description="Share of a delay that is left to chance."
    )


class Count(Settings):
    count: int = Field(ge=1, le=10_000, title="Live edges to wait for")


class Cache(Settings):
    seconds: float = Field(ge=0, le=10 * 365 * 86_400, title="Seconds")


class NodeSettings(Settings):
    retry: Retry | None = Field(None, title="Retry")
    on_error: Literal["fail", "continue", "route", "default", "park"] = Field("fail", title="When it fails")
    default_output: Any = Field(None, title="Output when it fails")
    attempt_timeout: Seconds | None = Field(None, title="Timeout of an attempt")
    node_timeout: Seconds | None = Field(None, title="Timeout of the node")
    join: Literal["all", "all_live", "any", "always"] | Count = Field("all", title="Join")
    join_rest: Literal["continue", "cancel"] = Field("continue", title="The branches that come later")
    cache: Cache | None = Field(None, title="Cache")
    queue: str = Field("", max_length=100, title="Queue")
    undo: str = Field("", title="Undo node")
    uncertain: Literal["park", "retry", "fail"] = Field("park", title="When it is uncertain whether it ran")
    breakpoint: bool = Field(False, title="Breakpoint")


class Limit(Settings):
    name: str = Field(min_length=1, max_length=100, title="Name")
    key: str = Field("", max_length=2_000, title="Key")
    max: int = Field(ge=1, title="At most")


class WorkflowSettings(Settings):
    concurrency: int = Field(20, ge=1, le=1_000, title="Nodes at once")
    timeout: Seconds | None = Field(None, title="Timeout of a run")
    on_failure: Literal["fail_fast", "drain"] = Field("fail_fast", title="When a node fails")
    limits: list[Limit] = Field(default_factory=list, title="Limits")
    max_running: Annotated[int, Field(ge=1)] | None = Field(None, title="Runs at once")
