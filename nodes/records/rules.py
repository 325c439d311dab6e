"""Field rules: small, named changes of an item. One is `data.transform`, an ordered list of them `data.process`."""

from collections.abc import Callable
from typing import Any, Literal

from pydantic import model_validator

from nodes.base import NodeConfig
from nodes.errors import InvalidError
from nodes.fields import choice, expression, json_value, text, values
from nodes.records.casts import cast
from nodes.records.items import object_of
from nodes.records.paths import ABSENT, read, removed, written

Do = Literal[
    "rename",
    "uppercase",
    "lowercase",
    "trim",
    "cast",
    "compute",
    "default",
    "pick",
    "omit",
    "nest",
    "flatten",
]
Item = dict[str, Any]
LABELS = {
    "rename": "Rename a field",
    "uppercase": "Make upper case",
    "lowercase": "Make lower case",
    "trim": "Trim blanks",
    "cast": "Change the type",
    "compute": "Compute a field",
    "default": "Fill in when missing",
    "pick": "Keep only these fields",
    "omit": "Remove these fields",
    "nest": "Gather fields in an object",
    "flatten": "Lift the fields of an object",
}
ONE_FIELD = ["rename", "uppercase", "lowercase", "trim", "cast", "compute", "default", "flatten"]
NEEDS = {
    "rename": ("field", "to"),
    "uppercase": ("field",),
    "lowercase": ("field",),
    "trim": ("field",),
    "cast": ("field",),
    "compute": ("field", "expression"),
    "default": ("field",),
    "pick": ("fields",),
    "omit": ("fields",),
    "nest": ("fields", "to"),
    "flatten": ("field",),
}


class Rule(NodeConfig):
    do: Do = choice(title="Do", labels=LABELS)
    field: str = text(
        "", title="Field", help="Its name, or a path such as `customer.email`.", show_if={"do": ONE_FIELD}
    )
    fields: list[str] = values([], title="Fields", show_if={"do": ["pick", "omit", "nest"]})
    to: str = text("", title="New name", show_if={"do": ["rename", "nest"]})
    type: Literal["text", "number", "integer", "boolean", "date", "list", "json"] = choice(
        "text", title="Type", show_if={"do": "cast"}
    )
    expression: str = expression(
        "",
        title="Value",
        placeholder="item.price * item.count",
        bare=True,
        lazy=True,
        show_if={"do": "compute"},
    )
    value: Any = json_value(None, title="Value", show_if={"do": "default"})

    @model_validator(mode="after")
    def complete(self) -> "Rule":
        for name in NEEDS[self.do]:
            if not getattr(self, name):
                raise ValueError(f"the rule {self.do!r} needs {name!r}")
        return self


Compute = Callable[[Item], Any]


def apply(rule: Rule, item: Any, compute: Compute) -> Item:
    """The changed copy of an item. `compute` gives the value of the rule's expression for it."""
    before = object_of(item, "An item")
    if rule.do == "compute":
        return written(before, rule.field, compute(before))
    return _CHANGES[rule.do](rule, before)


def _rename(rule: Rule, item: Item) -> Item:
    if rule.field in item and "." not in rule.to:
        return {rule.to if name == rule.field else name: inner for name, inner in item.items()}
    value = read(item, rule.field)
    return item if value is ABSENT else written(removed(item, rule.field), rule.to, value)


def _text(change: Callable[[str], str]) -> Callable[[Rule, Item], Item]:
    def apply_to(rule: Rule, item: Item) -> Item:
        value = read(item, rule.field)
        if value is ABSENT or value is None:
            return item
        if not isinstance(value, str):
            raise InvalidError(f"The field {rule.field!r} is not text: {value!r:.60}", code="not_text")
        return written(item, rule.field, change(value))

    return apply_to


def _cast(rule: Rule, item: Item) -> Item:
    value = read(item, rule.field)
    return item if value is ABSENT else written(item, rule.field, cast(value, rule.type, rule.field))


def _default(rule: Rule, item: Item) -> Item:
    value = read(item, rule.field)
    return written(item, rule.field, rule.value) if value is ABSENT or value is None else item


def _pick(rule: Rule, item: Item) -> Item:
    kept: Item = {}
    for path in rule.fields:
        value = read(item, path)
        if value is not ABSENT:
            kept = written(kept, path, value)
    return kept


def _omit(rule: Rule, item: Item) -> Item:
    for path in rule.fields:
        item = removed(item, path)
    return item


def _nest(rule: Rule, item: Item) -> Item:
    inner = {path: value for path in rule.fields if (value := read(item, path)) is not ABSENT}
    for path in inner:
        item = removed(item, path)
    return written(item, rule.to, inner)


def _flatten(rule: Rule, item: Item) -> Item:
    value = read(item, rule.field)
    return (
        item
        if value is ABSENT
        else {**removed(item, rule.field), **object_of(value, f"The field {rule.field!r}")}
    )


_CHANGES: dict[str, Callable[[Rule, Item], Item]] = {
    "rename": _rename,
    "uppercase": _text(str.upper),
    "lowercase": _text(str.lower),
    "trim": _text(str.strip),
    "cast": _cast,
    "default": _default,
    "pick": _pick,
    "omit": _omit,
    "nest": _nest,
    "flatten": _flatten,
}
