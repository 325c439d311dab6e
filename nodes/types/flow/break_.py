"""Ends the loop around it early."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Ports, Where
from nodes.effects import Effect
from nodes.fields import json_value
from nodes.node import node
from nodes.outcomes import Break


class Config(NodeConfig):
    result: Any = json_value(None, title="Result of this round", help="Empty: what came in.")


@node(
    key="flow.break",
    title="Break",
    group="flow",
    icon="square-x",
    summary="Ends the loop around it with what it has so far.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    ports=Ports(outputs=()),
    keywords=("loop", "stop", "exit", "leave"),
    examples=(
        Example("Found what was sought", {"result": "{{ item.id }}"}, scope={"item": {"id": 7}}, output=7),
    ),
)
def break_(config: Config, context: NodeContext) -> Break:
    return Break(config.result if "result" in config.model_fields_set else context.input)
