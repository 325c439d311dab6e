"""Starts a run when a run of another workflow has failed."""

from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Role, Where
from nodes.effects import Effect
from nodes.fields import choice, values
from nodes.node import node


class Config(NodeConfig):
    of: Literal["all", "chosen"] = choice(
        "all", title="Of", labels={"all": "Every workflow of the project", "chosen": "Chosen workflows"}
    )
    workflows: list[str] = values([], title="Workflows", help="Their ids.", show_if={"of": "chosen"})


@node(
    key="trigger.error",
    title="A run failed",
    group="triggers",
    icon="siren",
    summary="Starts when a run of another workflow has failed.",
    config=Config,
    role=Role.TRIGGER,
    effect=Effect.PURE,
    where=Where.INLINE,
    output={
        "type": "object",
        "properties": {
            "execution": {"type": "object"},
            "workflow": {"type": "object"},
            "error": {"type": "object"},
        },
    },
    face="{{ of }}",
    keywords=("failure", "alert", "exception", "monitor", "on error"),
    docs="A run that was started by a failure starts no further run by failing itself.",
    examples=(
        Example(
            "Hands on the failure",
            {},
            input={"error": {"kind": "fatal", "message": "No such host"}},
            output={"error": {"kind": "fatal", "message": "No such host"}},
        ),
    ),
)
def error(config: Config, context: NodeContext) -> Any:
    return context.input
