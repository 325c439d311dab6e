"""What a node sees of its run when the twin carries it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from executions.engine.port import Call
from executions.engine.retry import fraction
from nodes.expressions.entropy import Entropy

if TYPE_CHECKING:
    from executions.engine.twin import Twin


class TwinContext:
    execution_id = "execution"
    workflow_id = "workflow"
    project_id = "project"
    http: Any = None
    artefacts: Any = None
    store: Any = None
    metadata: Mapping[str, Any] = {}

    __slots__ = ("_call", "input", "twin")

    def __init__(self, twin: "Twin", call: Call) -> None:
        self.twin = twin
        self._call = call
        self.input = call.input

    @property
    def node_id(self) -> str:
        return self._call.node

    @property
    def path(self) -> str:
        return self._call.path

    @property
    def attempt(self) -> int:
        return self._call.attempt

    @property
    def idempotency_key(self) -> str:
        return self._call.idempotency_key

    @property
    def scope(self) -> Mapping[str, Any]:
        return self._call.scope

    @property
    def wait(self) -> Mapping[str, Any] | None:
        return self._call.wait

    @property
    def checkpoint(self) -> Any:
        return self._call.checkpoint

    @property
    def entropy(self) -> Entropy:
        return Entropy(self._call.idempotency_key, self.twin.clock)

    def now(self) -> float:
        return self.twin.clock

    def random(self) -> float:
        return fraction(self._call.idempotency_key)

    def log(self, level: str, message: str, **data: Any) -> None:
        """The twin keeps no log lines."""

    def progress(self, done: float, total: float | None = None, message: str = "") -> None:
        """The twin shows nobody how far a node has come."""

    def stopping(self) -> bool:
        return self.twin.wants_to_stop

    async def save_checkpoint(self, value: Any) -> None:
        if self._call.keep is not None:
            await self._call.keep(value)

    async def credential(self, reference: str) -> Any:
        raise KeyError(reference)

    async def sleep(self, seconds: float) -> None:
        """Not of a real context: take time on the virtual clock."""
        await self.twin.sleep(seconds)
