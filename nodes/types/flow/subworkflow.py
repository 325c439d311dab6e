"""Runs another workflow as a linked child of this run (R29)."""

from typing import Any

from nodes.base import NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import key_value, number, switch, workflow
from nodes.node import node
from nodes.outcomes import WaitForChild


class Config(NodeConfig):
    workflow: str = workflow(title="Workflow")
    inputs: dict[str, Any] = key_value({}, title="Inputs", help="What the other workflow is given.")
    version: int | None = number(
        None, title="Version", help="Empty: the published one.", ge=1, section="advanced"
    )
    awaited: bool = switch(True, title="Wait for its end", help="Off: this run goes on at once.")


@node(
    key="flow.subworkflow",
    title="Run a workflow",
    group="flow",
    icon="workflow",
    summary="Runs another workflow and hands on its result.",
    config=Config,
    effect=Effect.IDEMPOTENT,
    where=Where.LOOP,
    keywords=("child", "call", "sub", "reuse", "function"),
    docs="""
    The child is linked to this run: cancelling reaches it, and it is started once however often a worker dies.
    Its result is the output of this node; its failure is the failure of this node.
    """,
)
async def subworkflow(config: Config, context: NodeContext) -> WaitForChild:
    return WaitForChild(config.workflow, config.inputs, config.version, config.awaited)
