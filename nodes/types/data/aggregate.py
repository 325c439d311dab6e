"""Counts, adds up and groups the entries of a list."""

from collections.abc import Callable, Hashable
from typing import Any, Literal

from nodes.base import Example, NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import choice, expression, objects, text, values
from nodes.node import node
from nodes.records.items import list_of, value_or_input
from nodes.records.keys import identity, identity_of, rank
from nodes.records.paths import ABSENT, read, written

Do = Literal["count", "count_distinct", "sum", "mean", "min", "max", "first", "last", "list"]
LABELS = {
    "count": "How many",
    "count_distinct": "How many different",
    "sum": "Sum",
    "mean": "Mean",
    "min": "Smallest",
    "max": "Largest",
    "first": "First",
    "last": "Last",
    "list": "All as a list",
}


class Measure(NodeConfig):
    do: Do = choice("count", title="Measure", labels=LABELS)
    field: str = text("", title="Of", help="Empty: the entry itself.")
    name: str = text("", title="Name", help="Empty: made of the measure and the field.")

    @property
    def target(self) -> str:
        return self.name or "_".join(part for part in (self.do, self.field.replace(".", "_")) if part)


class Config(NodeConfig):
    items: Any = expression(None, title="List", help="Empty: what came in.")
    group_by: list[str] = values([], title="Group by", help="Fields. Empty: everything is one group.")
    measures: list[Measure] = objects(title="Measures", min_length=1, max_length=50)


SALES = [{"city": "Bonn", "sum": 3}, {"city": "Ulm", "sum": 4}, {"city": "Bonn", "sum": 5}]


@node(
    key="data.aggregate",
    title="Aggregate",
    group="data",
    icon="sigma",
    summary="Counts, adds up and groups the entries of a list.",
    config=Config,
    effect=Effect.PURE,
    where=Where.THREAD,
    face="{{ measures | count }} measures",
    keywords=("group by", "sum", "count", "average", "mean", "min", "max", "pivot", "statistics"),
    docs="""
    With *Group by* the output is a list with one object per group, in the order in which the groups turned up;
    without it, one object. Null and missing values are left out of every measure but *count* without a field.
    The sum of nothing is 0; the mean, smallest and largest of nothing are null.
    """,
    examples=(
        Example(
            "Per city",
            {
                "group_by": ["city"],
                "measures": [{"do": "sum", "field": "sum", "name": "total"}, {"do": "count"}],
            },
            input=SALES,
            output=[{"city": "Bonn", "total": 8, "count": 2}, {"city": "Ulm", "total": 4, "count": 1}],
        ),
        Example(
            "Over everything",
            {"measures": [{"do": "mean", "field": "sum"}]},
            input=SALES,
            output={"mean_sum": 4.0},
        ),
    ),
)
def aggregate(config: Config, context: NodeContext) -> Any:
    items = list_of(value_or_input(config, "items", context.input))
    if not config.group_by:
        return measured({}, items, config.measures)
    groups: dict[Hashable, list[Any]] = {}
    for item in items:
        groups.setdefault(identity_of(item, config.group_by), []).append(item)
    return [measured(_key(group[0], config.group_by), group, config.measures) for group in groups.values()]


def _key(item: Any, paths: list[str]) -> dict[str, Any]:
    key: dict[str, Any] = {}
    for path in paths:
        value = read(item, path)
        key = written(key, path, None if value is ABSENT else value)
    return key


def measured(key: dict[str, Any], items: list[Any], measures: list[Measure]) -> dict[str, Any]:
    for measure in measures:
        found = [read(item, measure.field) for item in items] if measure.field else items
        if measure.do == "count" and not measure.field:
            key = {**key, measure.target: len(found)}
            continue
        there = [value for value in found if value is not None and value is not ABSENT]
        key = {**key, measure.target: _MEASURES[measure.do](there, measure)}
    return key


def _numbers(found: list[Any], measure: Measure) -> list[int | float]:
    for value in found:
        if type(value) not in (int, float):
            raise InvalidError(
                f"The {measure.do} of {measure.field or 'the entries'} needs numbers, and {value!r:.60} is none",
                code="number",
            )
    return found


def _mean(found: list[Any], measure: Measure) -> float | None:
    return sum(_numbers(found, measure)) / len(found) if found else None


_MEASURES: dict[str, Callable[[list[Any], Measure], Any]] = {
    "count": lambda found, measure: len(found),
    "count_distinct": lambda found, measure: len({identity(value) for value in found}),
    "sum": lambda found, measure: sum(_numbers(found, measure)),
    "mean": _mean,
    "min": lambda found, measure: min(found, key=rank, default=None),
    "max": lambda found, measure: max(found, key=rank, default=None),
    "first": lambda found, measure: found[0] if found else None,
    "last": lambda found, measure: found[-1] if found else None,
    "list": lambda found, measure: found,
}
