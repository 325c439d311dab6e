"""Remembers values from one run to the next."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import model_validator

from nodes.base import Example, NodeConfig, NodeContext
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import choice, json_value, number, text
from nodes.node import node

LABELS = {"get": "Read", "set": "Write", "increment": "Add to a number", "delete": "Forget"}


class Config(NodeConfig):
    do: Literal["get", "set", "increment", "delete"] = choice("get", title="Do", labels=LABELS)
    key: str = text(title="Key", placeholder="last_seen", min_length=1, max_length=200)
    value: Any = json_value(None, title="Value", show_if={"do": "set"})
    by: float = number(1.0, title="Add", show_if={"do": "increment"})
    default: Any = json_value(None, title="If there is none", show_if={"do": "get"})

    @model_validator(mode="after")
    def complete(self) -> "Config":
        if self.do == "set" and "value" not in self.model_fields_set:
            raise ValueError("say which value is to be written")
        return self


def effect_of(config: Mapping[str, Any]) -> Effect:
    return Effect.IDEMPOTENT if config.get("do", "get") in ("get", "set", "delete") else Effect.ONCE


@node(
    key="data.kv",
    title="Remember",
    group="data",
    icon="archive",
    summary="Reads, writes or counts values that last from one run to the next.",
    config=Config,
    effect=Effect.ONCE,
    effect_by=effect_of,
    output={"type": "object", "properties": {"key": {"type": "string"}, "value": {}}},
    face="{{ do }} {{ key }}",
    keywords=("store", "state", "counter", "memory", "cache", "key", "value", "persist"),
    docs="""
    Values belong to the workflow. Adding is done in one step, so two runs at once never lose a count. After a
    crash in the middle of an addition the node asks a person instead of adding twice.
    """,
    examples=(
        Example(
            "Nothing there yet",
            {"do": "get", "key": "seen", "default": 0},
            output={"key": "seen", "value": 0},
        ),
        Example("Count", {"do": "increment", "key": "seen"}, output={"key": "seen", "value": 1}),
        Example(
            "Write",
            {"do": "set", "key": "last", "value": "{{ input }}"},
            input=7,
            output={"key": "last", "value": 7},
        ),
    ),
)
async def kv(config: Config, context: NodeContext) -> dict[str, Any]:
    if config.do == "set":
        await context.store.set(config.key, config.value)
        return {"key": config.key, "value": config.value}
    if config.do == "delete":
        await context.store.delete(config.key)
        return {"key": config.key, "value": None}
    found = await context.store.get(config.key, config.default)
    if config.do == "get":
        return {"key": config.key, "value": found}
    if found is not None and type(found) not in (int, float):
        raise InvalidError(
            f"{config.key!r} holds {found!r:.60}, and only a number can be added to", code="number"
        )
    by = int(config.by) if config.by.is_integer() else config.by
    return {"key": config.key, "value": await context.store.increment(config.key, by)}
