"""Ends the whole run at once: as a failure, or with a result."""

from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Ports, Where
from nodes.effects import Effect
from nodes.errors import FatalError
from nodes.fields import choice, json_value, text
from nodes.node import node
from nodes.outcomes import End


class Config(NodeConfig):
    outcome: Literal["error", "result"] = choice(
        "error", title="End as", labels={"error": "A failure", "result": "A success with a result"}
    )
    message: str = text("Stopped by the workflow", title="Message", show_if={"outcome": "error"})
    code: str = text(
        "stopped", title="Code", help="For programs that read the error.", show_if={"outcome": "error"}
    )
    result: Any = json_value(None, title="Result", show_if={"outcome": "result"})


@node(
    key="flow.stop",
    title="Stop",
    group="flow",
    icon="octagon-x",
    summary="Ends the whole run, as a failure or with a result.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    ports=Ports(outputs=()),
    face="{{ outcome }}",
    keywords=("error", "fail", "raise", "throw", "abort", "exit"),
    docs="As a failure it is handled like any other: a *Try* around it catches it.",
    examples=(
        Example("End with a result", {"outcome": "result", "result": {"ok": True}}, output={"ok": True}),
    ),
)
def stop(config: Config, context: NodeContext) -> End:
    if config.outcome == "error":
        raise FatalError(config.message, code=config.code)
    return End(config.result, whole=True)
