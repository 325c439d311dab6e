"""Starts a run when another workflow calls this one."""

from typing import Any

from nodes.base import EmptyConfig, Example, NodeContext, Role, Where
from nodes.effects import Effect
from nodes.node import node


@node(
    key="trigger.workflow",
    title="Called by a workflow",
    group="triggers",
    icon="workflow",
    summary="Starts when another workflow runs this one as a part of itself.",
    role=Role.TRIGGER,
    effect=Effect.PURE,
    where=Where.INLINE,
    keywords=("child", "sub", "call", "function"),
    docs="What the caller gives as inputs is checked against the inputs of this workflow and handed on.",
    examples=(Example("Hands on what the caller gave", {}, input={"id": 7}, output={"id": 7}),),
)
def workflow(config: EmptyConfig, context: NodeContext) -> Any:
    return context.input
