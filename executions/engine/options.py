"""What was asked of one execution when it was created, and the facts that its expressions may read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

MAX_DEPTH: Final = 10


@dataclass(frozen=True, slots=True)
class Provided:
    """The output of a node that another execution computed (R27)."""

    ports: Mapping[str, Any]
    execution: str


@dataclass(frozen=True, slots=True)
class Options:
    mode: str = "run"
    """"run", or "step": pause before every node (R25)."""
    breakpoints: frozenset[str] = frozenset()
    from_node: str = ""
    to_node: str = ""
    provided: Mapping[str, Provided] = field(default_factory=dict)
    pins: bool = False
    """Whether pinned outputs count: in test runs of a draft, never in runs of a published version (R27)."""
    concurrency: int | None = None
    deadline: float | None = None
    """When the execution times out, in seconds since the epoch; its parent's deadline reaches down here (R29)."""
    depth: int = 0
    seed: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    execution: Mapping[str, Any] = field(default_factory=dict)
    workflow: Mapping[str, Any] = field(default_factory=dict)
    claim: Mapping[str, Any] = field(default_factory=dict)
    """Who carries the execution now and why; the data of the `execution.running` that this carrying begins with."""
    linger: float = 0.0
    """How long to stay with an execution that only waits, rather than parking it, when it will go on so soon."""
    stop_grace: float = 5.0
    """How long running nodes may take to end when the worker stops."""

    @classmethod
    def from_created(
        cls,
        data: Mapping[str, Any],
        *,
        execution: Mapping[str, Any] | None = None,
        workflow: Mapping[str, Any] | None = None,
        variables: Mapping[str, Any] | None = None,
        claim: Mapping[str, Any] | None = None,
        linger: float = 0.0,
        stop_grace: float = 5.0,
    ) -> "Options":
        """Read the data of `execution.created`; the rest is what only the host knows."""
        asked = data.get("options") or {}
        facts = dict(execution or {})
        return cls(
            mode=data.get("mode") or "run",
            breakpoints=frozenset(asked.get("breakpoints") or ()),
            from_node=asked.get("from_node") or "",
            to_node=asked.get("to_node") or "",
            provided={
                node: Provided(given.get("ports") or {}, given.get("execution") or "")
                for node, given in (asked.get("provided") or {}).items()
            },
            pins=bool(asked.get("pins")),
            concurrency=asked.get("concurrency"),
            deadline=asked.get("deadline"),
            depth=int(asked.get("depth") or 0),
            seed=str(asked.get("seed") or facts.get("id") or ""),
            variables=dict(variables or {}),
            execution=facts,
            workflow=dict(workflow or {}),
            claim=dict(claim or {}),
            linger=linger,
            stop_grace=stop_grace,
        )
