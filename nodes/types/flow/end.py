"""Ends a branch, or the whole run, and says what the result is (R45)."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Ports, Where
from nodes.effects import Effect
from nodes.fields import json_value, switch
from nodes.node import node
from nodes.outcomes import End


class Config(NodeConfig):
    result: Any = json_value(None, title="Result", help="Empty: what came in is the result.")
    whole: bool = switch(title="End the whole run", help="Cancel what still runs in other branches.")


@node(
    key="flow.end",
    title="End",
    group="flow",
    icon="circle-stop",
    summary="Ends this branch, or the whole run, with a result.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    ports=Ports(outputs=()),
    keywords=("result", "return", "finish", "output", "done"),
    docs="""
    The result of a run is what its end node says. If several were reached, the result is an object with one
    entry per end node, by its id. Without any, the result holds the outputs of the nodes that nothing follows.
    """,
    examples=(
        Example(
            "Give back a value of an earlier node",
            {"result": "{{ outputs.greet.text }}"},
            scope={"outputs": {"greet": {"text": "Hello Ada"}}},
            output="Hello Ada",
        ),
        Example("Without a result, what came in is the result", {}, input=[1, 2], output=[1, 2]),
    ),
)
def end(config: Config, context: NodeContext) -> End:
    given = "result" in config.model_fields_set
    return End(config.result if given else context.input, whole=config.whole)
