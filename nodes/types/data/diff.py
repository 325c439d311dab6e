"""Says in which places two values differ, down to the smallest part."""

from collections.abc import Iterator
from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import expression, number
from nodes.node import node
from nodes.records.keys import identity


class Config(NodeConfig):
    before: Any = expression(title="Before")
    after: Any = expression(title="After")
    limit: int = number(1000, title="At most", unit="differences", ge=1, le=100_000, section="advanced")


Difference = dict[str, Any]


@node(
    key="data.diff",
    title="Difference",
    group="data",
    icon="diff",
    summary="Says in which places two values differ.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    output={
        "type": "object",
        "properties": {
            "equal": {"type": "boolean"},
            "changes": {"type": "array"},
            "complete": {"type": "boolean"},
        },
    },
    keywords=("compare", "changes", "delta", "equal", "json"),
    docs="""
    Each change has a `path`, a `kind` (`added`, `removed`, `changed`) and what was there `before` and `after`.
    Lists are compared place by place; for lists whose entries have a key use *Compare lists*.
    """,
    examples=(
        Example(
            "Two versions of an order",
            {"before": "{{ a }}", "after": "{{ b }}"},
            scope={"a": {"sum": 5, "tags": ["x"]}, "b": {"sum": 6, "tags": ["x", "y"]}},
            output={
                "equal": False,
                "changes": [
                    {"path": "sum", "kind": "changed", "before": 5, "after": 6},
                    {"path": "tags[1]", "kind": "added", "after": "y"},
                ],
                "complete": True,
            },
        ),
    ),
)
def diff(config: Config, context: NodeContext) -> dict[str, Any]:
    changes: list[Difference] = []
    for change in differences(config.before, config.after, ""):
        if len(changes) == config.limit:
            return {"equal": False, "changes": changes, "complete": False}
        changes.append(change)
    return {"equal": not changes, "changes": changes, "complete": True}


def differences(before: Any, after: Any, path: str) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        names = [*before, *(name for name in after if name not in before)]
        for name in names:
            step = f"{path}.{name}" if path else name
            yield from _at(step, before.get(name), after.get(name), name in before, name in after)
    elif isinstance(before, list) and isinstance(after, list):
        for at in range(max(len(before), len(after))):
            old = before[at] if at < len(before) else None
            new = after[at] if at < len(after) else None
            yield from _at(f"{path}[{at}]", old, new, at < len(before), at < len(after))
    elif identity(before) != identity(after):
        yield {"path": path, "kind": "changed", "before": before, "after": after}


def _at(path: str, before: Any, after: Any, was_there: bool, is_there: bool) -> Iterator[Difference]:
    if not was_there:
        yield {"path": path, "kind": "added", "after": after}
    elif not is_there:
        yield {"path": path, "kind": "removed", "before": before}
    else:
        yield from differences(before, after, path)
