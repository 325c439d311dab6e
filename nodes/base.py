"""The declaration of a node type: one object that palette, form, validation, engine and reference all read."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from nodes.credentials import Credential
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.hints import fields_with
from nodes.outcomes import MAIN, Answer
from nodes.ports import ONE_IN_ONE_OUT, Port, PortRule, Ports

__all__ = [
    "EmptyConfig",
    "Example",
    "Log",
    "NodeConfig",
    "NodeContext",
    "NodeType",
    "Port",
    "PortRule",
    "Ports",
    "Role",
    "Where",
]


class NodeConfig(BaseModel):
    """Base of every node's config: its fields are the form, the validation and the reference page."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EmptyConfig(NodeConfig):
    """For node types that need no settings."""


class Role(StrEnum):
    """What part a type plays in the flow. The engine knows roles, never types."""

    ACTION = "action"
    TRIGGER = "trigger"
    FOR_EACH = "for_each"
    WHILE = "while"
    SCOPE = "scope"

    @property
    def is_container(self) -> bool:
        return self in (Role.FOR_EACH, Role.WHILE, Role.SCOPE)


class Where(StrEnum):
    """Where the function of a type runs inside a worker."""

    INLINE = "inline"
    """A plain function, pure and quick (well under a millisecond): called on the loop itself."""

    LOOP = "loop"
    """An async function that waits for the network: a task on the loop."""

    THREAD = "thread"
    """A plain function that blocks: a thread."""

    PROCESS = "process"
    """A plain function that is heavy or not trusted: a process of its own, killed at its deadline."""


class Log(Protocol):
    def __call__(self, level: str, message: str, **data: Any) -> None: ...


class NodeContext(Protocol):
    """What a node sees of its run besides its config. `nodes.testing` ships the in-memory twin."""

    execution_id: str
    workflow_id: str
    project_id: str
    node_id: str
    path: str
    attempt: int
    idempotency_key: str
    input: Any
    scope: Mapping[str, Any]
    """What the lazy expressions of this node see: `outputs`, `vars`, `item` … (R41)."""
    entropy: Any
    """Chance and time for expressions, recorded so that a replay sees the same; None where there is none."""
    wait: Mapping[str, Any] | None
    """The wait that `resume` answers, as it was recorded: `request`, `schema`, `deadline` …"""
    metadata: Mapping[str, Any]
    checkpoint: Any
    log: Log

    def now(self) -> float: ...
    def random(self) -> float: ...
    def progress(self, done: float, total: float | None = None, message: str = "") -> None: ...
    def stopping(self) -> bool: ...
    async def save_checkpoint(self, value: Any) -> None: ...
    async def credential(self, reference: str) -> Credential: ...

    @property
    def http(self) -> Any: ...
    @property
    def artefacts(self) -> Any: ...
    @property
    def store(self) -> Any: ...


Run = Callable[[Any, Any], Any] | Callable[[Any, Any], Awaitable[Any]]
Resume = Callable[[Any, Any, Answer], Any] | Callable[[Any, Any, Answer], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Example:
    """A run of the node that the reference shows and the tests repeat."""

    title: str
    config: dict[str, Any]
    output: Any = None
    input: Any = None
    port: str = MAIN
    scope: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class NodeType:
    """Everything there is to know of a node type. Made by `@node`, found by the registry."""

    key: str
    title: str
    group: str
    icon: str
    summary: str
    run: Run
    config: type[NodeConfig] = EmptyConfig
    output: type[BaseModel] | Mapping[str, Any] | None = None
    ports: Ports | Callable[[Mapping[str, Any]], Ports] = ONE_IN_ONE_OUT
    role: Role = Role.ACTION
    effect: Effect = Effect.PURE
    input_by_source: bool = False
    """Whether `input` is always an object with a value for each source that delivered, even for one (R9)."""
    effect_by: Callable[[Mapping[str, Any]], Effect] | None = None
    """For types whose effect class follows from their config; `effect` is then the most careful one."""
    where: Where = Where.LOOP
    version: int = 1
    upgrade: Callable[[dict[str, Any], int], dict[str, Any]] | None = None
    resume: Resume | None = None
    retries: bool = False
    """Whether transient failures are tried again by default (R17)."""
    cached_for: float | None = None
    """Seconds for which a result is kept by default (R42)."""
    face: str = ""
    """What the card says of the config as it is written: text with `{{ path }}`, `{{ path | keys }}`, `{{ path | count }}`."""
    keywords: tuple[str, ...] = ()
    docs: str = ""
    examples: tuple[Example, ...] = ()

    def ports_for(self, config: Mapping[str, Any]) -> Ports:
        return self.ports(config) if callable(self.ports) else self.ports

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the config, with the `x-…` hints of `nodes.fields`."""
        return self.config.model_json_schema()

    def effect_for(self, config: Mapping[str, Any]) -> Effect:
        """What repeating this node means; where the config does not say yet, the most careful answer."""
        return self.effect_by(config) if self.effect_by else self.effect

    @cached_property
    def lazy_fields(self) -> frozenset[str]:
        """Fields that reach the node as they are written: it, or the engine, evaluates them when needed."""
        return fields_with(self.schema, "x-lazy")

    @cached_property
    def bare_fields(self) -> frozenset[str]:
        """Fields that are an expression without braces: conditions (R41). Nested ones read `cases.*.when`."""
        return fields_with(self.schema, "x-bare")

    @property
    def port_rule(self) -> dict[str, Any] | None:
        """How the ports follow from the config, for a browser that cannot call Python."""
        return self.ports.as_json() if isinstance(self.ports, PortRule) else None

    def read_config(self, config: Mapping[str, Any]) -> NodeConfig:
        """The config with every expression resolved, as the model that `run` is given. Raises `InvalidError`."""
        try:
            return self.config.model_validate(config)
        except ValidationError as error:
            raise unfit_config(error) from None

    def upgraded(self, config: Mapping[str, Any], from_version: int) -> dict[str, Any]:
        """The config of a node that was saved with an older version of this type."""
        if from_version >= self.version or self.upgrade is None:
            return dict(config)
        return self.upgrade(dict(config), from_version)


def unfit_config(error: ValidationError) -> InvalidError:
    """The findings of pydantic as one sentence for the author, and one entry a field for the form."""
    fields = [{"path": path_of(found["loc"]), "message": sentence_of(found)} for found in error.errors()]
    message = "; ".join(f"{each['path'] or 'config'}: {each['message']}" for each in fields)
    return InvalidError(message, code="config", details={"fields": fields})


def path_of(location: tuple[int | str, ...]) -> str:
    """`("cases", 0, "key")` as `cases[0].key`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")


def sentence_of(found: Mapping[str, Any]) -> str:
    if found["type"] == "extra_forbidden":
        return "there is no such field"
    if found["type"] == "missing":
        return "is required"
    return str(found["msg"]).removeprefix("Value error, ")
