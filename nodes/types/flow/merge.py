"""Brings several branches together into one value."""

from collections.abc import Callable, Hashable
from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import choice, text, values
from nodes.node import node
from nodes.records.items import described, list_of, object_of
from nodes.records.keys import identity
from nodes.records.paths import ABSENT, read

Mode = Literal["append", "combine", "zip", "choose", "all"]
LABELS = {
    "append": "One list after the other",
    "combine": "Merge objects, or lists of objects by a key",
    "zip": "Side by side, by position",
    "choose": "The first that is there",
    "all": "All of them, by the name of their node",
}


class Config(NodeConfig):
    mode: Mode = choice("append", title="How", labels=LABELS)
    key: str = text(
        "", title="Key", help="The field by which list entries belong together.", show_if={"mode": "combine"}
    )
    order: list[str] = values(
        [], title="Order", help="Ids of the nodes that come first, in this order; the others follow."
    )


BRANCHES = {"orders": [{"id": 1, "sum": 20}], "notes": [{"id": 1, "note": "call"}, {"id": 2, "note": "wait"}]}


@node(
    key="flow.merge",
    title="Merge",
    group="flow",
    icon="merge",
    summary="Brings several branches together into one value.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    input_by_source=True,
    face="{{ mode }}",
    keywords=("join", "combine", "append", "union", "zip", "wait", "collect"),
    docs="""
    What comes in is an object with one entry per node that delivered, even if that is only one. When it runs is not decided here but by its join setting: it waits for all edges unless told otherwise.
    Branches that were skipped have no entry.
    """,
    examples=(
        Example("Two lists as one", {"mode": "append"}, input={"a": [1, 2], "b": [3]}, output=[1, 2, 3]),
        Example(
            "Entries that belong together",
            {"mode": "combine", "key": "id"},
            input=BRANCHES,
            output=[{"id": 1, "sum": 20, "note": "call"}, {"id": 2, "note": "wait"}],
        ),
        Example(
            "Side by side",
            {"mode": "zip"},
            input={"a": [1, 2], "b": ["x"]},
            output=[{"a": 1, "b": "x"}, {"a": 2, "b": None}],
        ),
        Example(
            "Whichever is there", {"mode": "choose", "order": ["b"]}, input={"a": 1, "b": None}, output=1
        ),
    ),
)
def merge(config: Config, context: NodeContext) -> Any:
    sources = object_of(context.input, "What comes in")
    first = [name for name in config.order if name in sources]
    ordered = {name: sources[name] for name in [*first, *(name for name in sources if name not in first)]}
    return _MODES[config.mode](ordered, config.key)


def _append(sources: dict[str, Any], key: str) -> list[Any]:
    return [item for value in sources.values() for item in (value if isinstance(value, list) else [value])]


def _combine(sources: dict[str, Any], key: str) -> Any:
    if key:
        return _combine_by_key(sources, key)
    merged: dict[str, Any] = {}
    for name, value in sources.items():
        if not isinstance(value, dict):
            raise InvalidError(
                f"What {name} delivers must be an object to be merged, and is {described(value)}",
                code="input",
            )
        merged |= value
    return merged


def _combine_by_key(sources: dict[str, Any], key: str) -> list[Any]:
    merged: dict[Hashable, dict[str, Any]] = {}
    for name, value in sources.items():
        for at, item in enumerate(list_of(value, f"entries from {name}")):
            found = read(object_of(item, f"{name}[{at}]"), key)
            if found is ABSENT:
                raise InvalidError(f"{name}[{at}] has no field {key!r} to combine by", code="input")
            merged.setdefault(identity(found), {}).update(item)
    return list(merged.values())


def _zip(sources: dict[str, Any], key: str) -> list[dict[str, Any]]:
    lists = {name: list_of(value, f"entries from {name}") for name, value in sources.items()}
    longest = max(map(len, lists.values()), default=0)
    return [{name: of[at] if at < len(of) else None for name, of in lists.items()} for at in range(longest)]


def _choose(sources: dict[str, Any], key: str) -> Any:
    return next((value for value in sources.values() if value is not None), None)


def _all(sources: dict[str, Any], key: str) -> dict[str, Any]:
    return sources


_MODES: dict[str, Callable[[dict[str, Any], str], Any]] = {
    "append": _append,
    "combine": _combine,
    "zip": _zip,
    "choose": _choose,
    "all": _all,
}
