"""Runs the nodes inside it once for every entry of a list (R11, R14)."""

from typing import Any, Literal

from nodes.base import EmptyConfig, NodeConfig, NodeContext, Role, Where
from nodes.effects import Effect
from nodes.fields import choice, expression, number, switch
from nodes.node import node


class Config(NodeConfig):
    items: Any = expression(
        title="For each of",
        placeholder="{{ input }}",
        help="A list, an object (each entry has `key` and `value`), or a number of rounds.",
    )
    concurrency: int = number(
        1, title="At the same time", ge=1, le=1000, help="How many entries are under way at once."
    )
    on_item_error: Literal["stop", "null", "drop"] = choice(
        "stop",
        title="When an entry fails",
        labels={"stop": "Stop the loop", "null": "Put null in its place", "drop": "Leave it out"},
    )
    result: str = expression(
        "",
        title="Result of an entry",
        placeholder="{{ outputs.price.total }}",
        help="Empty: what the last nodes inside the loop gave.",
        lazy=True,
    )
    spread: bool = switch(
        title="Spread over workers",
        help="Large lists only: parts of the list run as executions of their own.",
        section="advanced",
    )


@node(
    key="flow.for_each",
    title="For each",
    group="flow",
    icon="repeat",
    summary="Runs the nodes inside it for every entry of a list.",
    config=Config,
    role=Role.FOR_EACH,
    effect=Effect.PURE,
    where=Where.INLINE,
    output={"type": "array"},
    face="{{ items }}",
    keywords=("loop", "iterate", "map", "list", "items", "repeat"),
    docs="""
    Nodes without incoming edges inside the loop start with each round; `item` and `index` are in scope there.
    The output is the list of what each round gave, in the order of the list, whatever finished first.
    """,
)
def for_each(config: EmptyConfig, context: NodeContext) -> Any:
    return context.input
