"""What a node sees of its run besides its config, kept with Django (`nodes.base.NodeContext`)."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from executions.carried import Carried
from executions.engine.port import Call
from executions.storage.rows import LogRow
from nodes.credentials import Credential
from nodes.errors import FatalError
from nodes.expressions.entropy import Entropy


class Context:
    """One attempt of one node. Cheap to make: what costs something is made when it is first asked for."""

    __slots__ = (
        "_call", "_carried", "_entropy", "attempt", "checkpoint", "idempotency_key", "input", "node_id", "path", "scope",
        "wait",
    )  # fmt: skip

    def __init__(self, call: Call, carried: Carried) -> None:
        self._call = call
        self._carried = carried
        self._entropy: Entropy | None = None
        self.node_id = call.node
        self.path = call.path
        self.attempt = call.attempt
        self.idempotency_key = call.idempotency_key
        self.input = call.input
        self.scope = call.scope
        self.wait = call.wait
        self.checkpoint = call.checkpoint

    @property
    def execution_id(self) -> str:
        return str(self._carried.claim.id)

    @property
    def workflow_id(self) -> str:
        return str(self._carried.claim.workflow)

    @property
    def project_id(self) -> str:
        return str(self._carried.claim.project)

    @property
    def metadata(self) -> Mapping[str, Any]:
        return self._carried.claim.metadata

    @property
    def entropy(self) -> Entropy:
        if self._entropy is None:
            self._entropy = Entropy(f"{self.idempotency_key}#{self.attempt}", time.time())
        return self._entropy

    def now(self) -> float:
        return time.time()

    def random(self) -> float:
        return self.entropy.fraction()

    def log(self, level: str, message: str, **data: Any) -> None:
        blanker = self._carried.blanker
        self._carried.log(
            LogRow(
                self._carried.claim.id, time.time(), self.node_id, self.path, self.attempt, str(level)[:10],
                blanker.text(str(message))[:10_000], blanker.value(data),
            )
        )  # fmt: skip

    def progress(self, done: float, total: float | None = None, message: str = "") -> None:
        self._carried.tell({"type": "progress", "node": self.node_id, "path": self.path, "done": done}
                           | {"total": total, "message": self._carried.blanker.text(message)})  # fmt: skip

    def stream(self, text: str) -> None:
        """Show a piece of an answer while it is still being made."""
        self._carried.tell(
            {
                "type": "stream",
                "node": self.node_id,
                "path": self.path,
                "text": self._carried.blanker.text(text),
            }
        )

    def stopping(self) -> bool:
        return self._carried.stopping()

    async def save_checkpoint(self, value: Any) -> None:
        if self._call.keep is None:
            raise FatalError("A node that runs inline has no checkpoints: its type should run on the loop.")
        self.checkpoint = await self._carried.keep(self._call.keep, value)

    async def credential(self, reference: str) -> Credential:
        return await self._carried.credential(reference)

    @property
    def http(self) -> Any:
        return self._carried.http

    @property
    def artefacts(self) -> Any:
        return self._carried.files

    @property
    def store(self) -> Any:
        return self._carried.kept


ContextOf = Callable[[Call], Context]
