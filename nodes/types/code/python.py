"""Runs Python in a sandbox: values in, a value out."""

from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import code, duration, key_value, number
from nodes.node import node
from nodes.sandbox.run_code import CodeLimits, Printed, run_code


class Config(NodeConfig):
    code: str = code(
        language="python",
        title="Code",
        help="`input` is what came in, `inputs` the values below. What `return` gives is the output.",
        lazy=True,
        min_length=1,
        max_length=100_000,
    )
    inputs: dict[str, Any] = key_value({}, title="Values", help="Reach the code as `inputs['name']`.")
    seconds: float = duration(5.0, title="At most", gt=0, le=300, section="advanced")
    megabytes: int = number(64, title="Memory", unit="MB", ge=8, le=512, section="advanced")


TOTAL = """
total = 0
for row in input:
    total += row['price'] * row['count']
return {'total': round(total * inputs['tax'], 2)}
"""


@node(
    key="code.python",
    title="Python",
    group="code",
    icon="code",
    summary="Runs Python in a sandbox, with values in and a value out.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    face="{{ code }}",
    keywords=("script", "function", "program", "compute", "custom", "snippet"),
    docs="""
    The code sees `input`, `inputs` and the safe parts of Python: `json`, `re`, `math`, `datetime`, `random` and
    more, but no files, no network and no environment. `{{ }}` means nothing inside it: give it values by name.

    The output is what `return` gives, or the value of the last line if that is an expression. `print` writes to
    the log of the run. A sandbox with time and memory limits runs it in a process of its own; `sleep` returns at
    once. Not there: `yield`, inheritance of classes, `del`, and the modules `csv`, `uuid` and `statistics`.
    """,
    examples=(
        Example(
            "A total with tax",
            {"code": TOTAL.strip(), "inputs": {"tax": 1.19}},
            input=[{"price": 2.5, "count": 4}],
            output={"total": 11.9},
        ),
        Example(
            "The last line is the output",
            {"code": "[name.upper() for name in input]"},
            input=["ada"],
            output=["ADA"],
        ),
    ),
)
def python(config: Config, context: NodeContext) -> Any:
    printed = Printed()
    try:
        return run_code(
            config.code,
            {"input": context.input, "inputs": config.inputs},
            printed,
            CodeLimits(config.seconds, config.megabytes),
            seed=f"{context.idempotency_key}#{context.attempt}",
            now=context.now(),
        )
    finally:
        for line in printed.lines:
            context.log("info", line)
        if printed.left_out:
            context.log("warning", f"{printed.left_out:,} more lines were printed and left out")
