"""Joins two lists by a key, as a database does."""

from collections.abc import Hashable
from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import choice, expression, text
from nodes.node import node
from nodes.records.items import list_of, object_of
from nodes.records.keys import identity
from nodes.records.paths import ABSENT, read

MAX_ROWS = 1_000_000
Entry = dict[str, Any]


class Config(NodeConfig):
    left: Any = expression(title="Left list")
    right: Any = expression(title="Right list")
    left_key: str = text(title="Key on the left")
    right_key: str = text("", title="Key on the right", help="Empty: the same.")
    kind: Literal["inner", "left", "right", "full"] = choice(
        "inner",
        title="Keep",
        labels={
            "inner": "Only what matches",
            "left": "All of the left",
            "right": "All of the right",
            "full": "All of both",
        },
    )
    prefix: str = text("right_", title="Prefix", help="For fields of the right that the left has too.")


PEOPLE = [{"id": 1, "name": "Ada"}, {"id": 2, "name": "Bob"}]
ORDERS = [{"person": 1, "sum": 20}, {"person": 1, "sum": 5}]


@node(
    key="data.join",
    title="Join",
    group="data",
    icon="combine",
    summary="Joins two lists by a key.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    output={"type": "array", "items": {"type": "object"}},
    face="{{ kind }} by {{ left_key }}",
    keywords=("inner", "left", "outer", "lookup", "vlookup", "merge", "match", "sql"),
    docs="Entries whose key is null or missing match nothing. Several matches give several entries.",
    examples=(
        Example(
            "People with their orders",
            {
                "left": "{{ people }}",
                "right": "{{ orders }}",
                "left_key": "id",
                "right_key": "person",
                "kind": "left",
            },
            scope={"people": PEOPLE, "orders": ORDERS},
            output=[
                {"id": 1, "name": "Ada", "person": 1, "sum": 20},
                {"id": 1, "name": "Ada", "person": 1, "sum": 5},
                {"id": 2, "name": "Bob"},
            ],
        ),
    ),
)
def join(config: Config, context: NodeContext) -> list[Entry]:
    left = [object_of(item, f"left[{at}]") for at, item in enumerate(list_of(config.left, "left list"))]
    right = [object_of(item, f"right[{at}]") for at, item in enumerate(list_of(config.right, "right list"))]
    by_key: dict[Hashable, list[int]] = {}
    for at, item in enumerate(right):
        key = key_of(item, config.right_key or config.left_key)
        if key is not None:
            by_key.setdefault(key, []).append(at)
    joined: list[Entry] = []
    matched: set[int] = set()
    for item in left:
        places = by_key.get(key_of(item, config.left_key), [])
        matched.update(places)
        joined += [together(item, right[at], config) for at in places]
        if not places and config.kind in ("left", "full"):
            joined.append(item)
        if len(joined) > MAX_ROWS:
            raise InvalidError(
                f"The join gives more than {MAX_ROWS:,} entries; is the key the right one?", code="size"
            )
    if config.kind in ("right", "full"):
        joined += [item for at, item in enumerate(right) if at not in matched]
    return joined


def key_of(item: Entry, path: str) -> Hashable | None:
    value = read(item, path)
    return None if value is None or value is ABSENT else identity(value)


def together(left: Entry, right: Entry, config: Config) -> Entry:
    same_key = (config.right_key or config.left_key) == config.left_key
    joined = dict(left)
    for name, value in right.items():
        if name in left and not (same_key and name == config.left_key):
            joined[config.prefix + name] = value
        else:
            joined[name] = value
    return joined
