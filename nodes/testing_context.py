"""The context of a node run in memory: what `NodeContext` promises, kept in plain attributes that a test can read."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nodes.credentials import Credential
from nodes.errors import InvalidError


@dataclass
class MemoryStore:
    """Values kept between runs, as `context.store` gives them."""

    values: dict[str, Any] = field(default_factory=dict)

    async def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    async def set(self, key: str, value: Any) -> None:
        self.values[key] = value

    async def delete(self, key: str) -> None:
        self.values.pop(key, None)

    async def increment(self, key: str, by: float = 1) -> float:
        self.values[key] = self.values.get(key, 0) + by
        return float(self.values[key]) if isinstance(self.values[key], float) else self.values[key]


@dataclass
class MemoryFiles:
    """Files in memory, as `context.artefacts` gives them: bytes in, a reference out."""

    kept: dict[str, bytes] = field(default_factory=dict)

    async def save(
        self, content: bytes, *, name: str = "", media_type: str = "application/octet-stream"
    ) -> dict[str, Any]:
        key = f"file-{len(self.kept) + 1}"
        self.kept[key] = content
        return {"$file": key, "name": name, "media_type": media_type, "size": len(content)}

    async def read(self, reference: Any) -> bytes:
        key = reference.get("$file") if isinstance(reference, dict) else reference
        if key not in self.kept:
            raise InvalidError(f"There is no file {key!r}", code="artefact")
        return self.kept[key]


@dataclass
class MemoryContext:
    input: Any = None
    credentials: dict[str, Credential] = field(default_factory=dict)
    scope: Mapping[str, Any] = field(default_factory=dict)
    entropy: Any = None
    wait: Mapping[str, Any] | None = None
    execution_id: str = "execution"
    workflow_id: str = "workflow"
    project_id: str = "project"
    node_id: str = "node"
    path: str = ""
    attempt: int = 1
    idempotency_key: str = "execution:node::1"
    metadata: Mapping[str, Any] = field(default_factory=dict)
    checkpoint: Any = None
    clock: float = 1_800_000_000.0
    http: Any = None
    artefacts: Any = field(default_factory=MemoryFiles)
    store: Any = field(default_factory=MemoryStore)
    logs: list[dict[str, Any]] = field(default_factory=list)
    reported: list[tuple[float, float | None, str]] = field(default_factory=list)
    asked_to_stop: bool = False

    def log(self, level: str, message: str, **data: Any) -> None:
        self.logs.append({"level": level, "message": message, **data})

    def now(self) -> float:
        return self.clock

    def random(self) -> float:
        return random.Random(self.idempotency_key).random()  # noqa: S311 - a test wants the same number each time

    def progress(self, done: float, total: float | None = None, message: str = "") -> None:
        self.reported.append((done, total, message))

    def stopping(self) -> bool:
        return self.asked_to_stop

    async def save_checkpoint(self, value: Any) -> None:
        self.checkpoint = value

    async def credential(self, reference: str) -> Credential:
        if reference not in self.credentials:
            raise InvalidError(f"There is no credential {reference!r}", code="credential")
        return self.credentials[reference]
