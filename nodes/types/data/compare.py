"""Says what was added, removed and changed between two lists of objects."""

from collections.abc import Hashable
from typing import Any

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import expression, values
from nodes.node import node
from nodes.records.items import list_of, object_of
from nodes.records.keys import identity, identity_of


class Config(NodeConfig):
    before: Any = expression(title="Before")
    after: Any = expression(title="After")
    key: list[str] = values(title="Key", help="Fields by which entries are the same one.", min_length=1)
    ignore: list[str] = values([], title="Ignore", help="Fields whose change does not count.")


BEFORE = [{"id": 1, "price": 5}, {"id": 2, "price": 7}]
AFTER = [{"id": 1, "price": 6}, {"id": 3, "price": 9}]


@node(
    key="data.compare",
    title="Compare lists",
    group="data",
    icon="git-compare-arrows",
    summary="Says what was added, removed and changed between two lists.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    output={
        "type": "object",
        "properties": {
            "added": {"type": "array"},
            "removed": {"type": "array"},
            "changed": {"type": "array"},
            "unchanged": {"type": "integer"},
        },
    },
    face="by {{ key }}",
    keywords=("difference", "changes", "delta", "added", "removed", "sync"),
    docs="Two entries with one key in the same list are refused: it would not be clear which is meant.",
    examples=(
        Example(
            "Prices of two days",
            {"before": "{{ before }}", "after": "{{ after }}", "key": ["id"]},
            scope={"before": BEFORE, "after": AFTER},
            output={
                "added": [{"id": 3, "price": 9}],
                "removed": [{"id": 2, "price": 7}],
                "changed": [
                    {"before": {"id": 1, "price": 5}, "after": {"id": 1, "price": 6}, "fields": ["price"]}
                ],
                "unchanged": 0,
            },
        ),
    ),
)
def compare(config: Config, context: NodeContext) -> dict[str, Any]:
    before, after = keyed(config.before, config.key, "before"), keyed(config.after, config.key, "after")
    changed = []
    for key, old in before.items():
        fields = changed_fields(old, after.get(key, old), config.ignore)
        if fields:
            changed.append({"before": old, "after": after[key], "fields": fields})
    return {
        "added": [item for key, item in after.items() if key not in before],
        "removed": [item for key, item in before.items() if key not in after],
        "changed": changed,
        "unchanged": sum(key in after for key in before) - len(changed),
    }


def keyed(value: Any, key: list[str], name: str) -> dict[Hashable, dict[str, Any]]:
    found: dict[Hashable, dict[str, Any]] = {}
    for at, item in enumerate(list_of(value, f"list {name!r}")):
        identified = identity_of(object_of(item, f"{name}[{at}]"), key)
        if identified in found:
            raise InvalidError(
                f"{name}[{at}] has the same {', '.join(key)} as an entry before it", code="double_key"
            )
        found[identified] = item
    return found


def changed_fields(old: dict[str, Any], new: dict[str, Any], ignore: list[str]) -> list[str]:
    names = [*old, *(name for name in new if name not in old)]
    return [
        name
        for name in names
        if name not in ignore
        and ((name in old) != (name in new) or identity(old[name]) != identity(new[name]))
    ]
