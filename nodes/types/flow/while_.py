"""Runs the nodes inside it as long as, or until, a condition holds (R11)."""

from typing import Any, Literal

from nodes.base import EmptyConfig, NodeConfig, NodeContext, Role, Where
from nodes.effects import Effect
from nodes.fields import choice, condition, expression, json_value, number
from nodes.node import node


class Config(NodeConfig):
    mode: Literal["while", "until"] = choice(
        "while",
        title="Repeat",
        labels={
            "while": "While the condition holds (looked at first)",
            "until": "Until it holds (looked at last)",
        },
    )
    condition: str = condition(title="Condition", placeholder="state.page <= 10", lazy=True)
    max_iterations: int = number(title="At most", unit="rounds", ge=1, le=100_000)
    state: Any = json_value(None, title="State at the start", help="What `state` is in the first round.")
    next_state: str = expression(
        "",
        title="Next state",
        placeholder="{{ {'page': state.page + 1} }}",
        help="What `state` is in the next round. Empty: what the last nodes inside the loop gave.",
        lazy=True,
    )
    result: str = expression(
        "", title="Result of a round", help="Empty: what the last nodes inside the loop gave.", lazy=True
    )


@node(
    key="flow.while",
    title="Repeat while",
    group="flow",
    icon="refresh-cw",
    summary="Runs the nodes inside it while, or until, a condition holds.",
    config=Config,
    role=Role.WHILE,
    effect=Effect.PURE,
    where=Where.INLINE,
    face="{{ mode }} {{ condition }}",
    keywords=("loop", "until", "repeat", "poll", "pages", "iterate"),
    docs="""
    `state` and `index` are in scope inside. The number of rounds has a limit on purpose: a condition that never
    changes must not run for ever.
    """,
)
def while_(config: EmptyConfig, context: NodeContext) -> Any:
    return context.input
