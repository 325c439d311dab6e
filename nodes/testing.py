"""Running a node in a test: its expressions resolved, its config read, its context in memory."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import Any

from nodes.base import NodeType
from nodes.credentials import Credential
from nodes.errors import InvalidError
from nodes.expressions.config import resolve
from nodes.expressions.entropy import Entropy
from nodes.expressions.errors import ExpressionError
from nodes.outcomes import ERROR, MAIN, Answer, Break, End, Fire, WaitForAnswer, WaitForChild, WaitUntil
from nodes.testing_context import MemoryContext
from nodes.values import mend_json

Wait = WaitUntil | WaitForAnswer | WaitForChild


@dataclass(frozen=True)
class Ran:
    """How a run ended. `ports` is what fired; a wait, an end or a break is in `outcome`."""

    node_type: NodeType
    config: Any
    context: MemoryContext
    outcome: Any
    ports: dict[str, Any] = field(default_factory=dict)

    @property
    def value(self) -> Any:
        """What the main port fired with, or the result of an end or a break."""
        if isinstance(self.outcome, End | Break):
            return self.outcome.result
        return self.ports[MAIN]

    @property
    def error(self) -> Any:
        return self.ports[ERROR]

    @property
    def logs(self) -> list[dict[str, Any]]:
        return self.context.logs

    def answer(self, value: Any = None, *, by: str = "", reason: str = "answered") -> "Ran":
        """End the wait of this run the way a person, a call or a clock would, and go on."""
        return asyncio.run(self.answer_async(value, by=by, reason=reason))

    async def answer_async(self, value: Any = None, *, by: str = "", reason: str = "answered") -> "Ran":
        if not isinstance(self.outcome, Wait):
            raise TypeError(f"{self.node_type.key} does not wait; it ended with {self.outcome!r}")
        if self.node_type.resume is None:
            fired = self.outcome.value if isinstance(self.outcome, WaitUntil) else value
            return Ran(self.node_type, self.config, self.context, Fire({MAIN: fired}), {MAIN: fired})
        self.context.wait = wait_data(self.outcome)
        answered = self.node_type.resume(self.config, self.context, Answer(reason, value, by))
        return await _ran(self.node_type, self.config, self.context, answered)


def run_node(
    node_type: NodeType,
    config: Mapping[str, Any] | None = None,
    input: Any = None,
    scope: Mapping[str, Any] | None = None,
    credentials: Mapping[str, Credential] | None = None,
    **given: Any,
) -> Ran:
    """Run a node once. Raises the `NodeError` that it raises.

    `scope` is what its expressions see besides `input`; `given` are further attributes of the context, such
    as `http`, `store`, `clock` or `checkpoint`.
    """
    return asyncio.run(run_node_async(node_type, config, input, scope, credentials, **given))


async def run_node_async(
    node_type: NodeType,
    config: Mapping[str, Any] | None = None,
    input: Any = None,
    scope: Mapping[str, Any] | None = None,
    credentials: Mapping[str, Credential] | None = None,
    **given: Any,
) -> Ran:
    context = MemoryContext(input=input, credentials=dict(credentials or {}), **given)
    context.entropy = Entropy("test", context.clock)
    context.scope = {"input": input, **(scope or {})}
    try:
        lazy, bare = node_type.lazy_fields, node_type.bare_fields
        resolved = resolve(
            dict(config or {}), context.scope, entropy=context.entropy, lazy=lazy, conditions=bare
        )
    except ExpressionError as error:
        raise InvalidError(str(error), code="expression", details=error.as_json()) from None
    model = node_type.read_config(resolved)
    return await _ran(node_type, model, context, node_type.run(model, context))


async def _ran(node_type: NodeType, config: Any, context: MemoryContext, answered: Any) -> Ran:
    outcome = await answered if isawaitable(answered) else answered
    if isinstance(outcome, Wait):
        return Ran(node_type, config, context, outcome)
    if isinstance(outcome, End):
        return Ran(node_type, config, context, End(mend_json(outcome.result)[0], outcome.whole))
    if isinstance(outcome, Break):
        return Ran(node_type, config, context, Break(mend_json(outcome.result)[0]))
    fired = outcome.ports if isinstance(outcome, Fire) else {MAIN: outcome}
    return Ran(
        node_type, config, context, outcome, {port: mend_json(value)[0] for port, value in fired.items()}
    )


def wait_data(wait: Wait) -> dict[str, Any]:
    """A wait as the log keeps it and `context.wait` shows it."""
    if isinstance(wait, WaitForAnswer):
        return {"kind": wait.kind, "request": wait.request, "schema": wait.schema, "deadline": wait.deadline}
    if isinstance(wait, WaitUntil):
        return {"kind": "time", "until": wait.at}
    return {"kind": "child", "workflow": wait.workflow}
