"""Starts a run when a person or a program asks for it, with the inputs it was given."""

from typing import Any

from nodes.base import EmptyConfig, Example, NodeContext, Role, Where
from nodes.effects import Effect
from nodes.node import node


@node(
    key="trigger.manual",
    title="Manual start",
    group="triggers",
    icon="play",
    summary="Starts when you press Run, or when a program asks for it.",
    role=Role.TRIGGER,
    effect=Effect.PURE,
    where=Where.INLINE,
    keywords=("start", "run", "button", "api", "begin"),
    examples=(Example("Hands on the inputs of the run", {}, input={"name": "Ada"}, output={"name": "Ada"}),),
)
def manual(config: EmptyConfig, context: NodeContext) -> Any:
    return context.input
