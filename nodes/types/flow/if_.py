"""Sends what came in one of two ways, by a condition."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Port, Ports, Where
from nodes.effects import Effect
from nodes.fields import condition
from nodes.node import node
from nodes.outcomes import Fire

YES, NO = "true", "false"


class Config(NodeConfig):
    condition: Any = condition(title="If", placeholder="input.total > 100")


@node(
    key="flow.if",
    title="If",
    group="flow",
    icon="split",
    summary="Goes one of two ways, by a condition.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    ports=Ports(outputs=(Port(YES, "Yes"), Port(NO, "No"))),
    face="{{ condition }}",
    keywords=("condition", "branch", "when", "else", "decide"),
    docs="""
    The port that is taken fires with what came in; the other one is not fired, and what hangs on it is skipped.
    Null, `0`, empty text and empty lists count as no.
    """,
    examples=(
        Example(
            "A large order",
            {"condition": "input.total > 100"},
            input={"total": 250},
            port=YES,
            output={"total": 250},
        ),
        Example(
            "A small one",
            {"condition": "input.total > 100"},
            input={"total": 5},
            port=NO,
            output={"total": 5},
        ),
    ),
)
def decide(config: Config, context: NodeContext) -> Fire:
    return Fire({YES if config.condition else NO: context.input})
