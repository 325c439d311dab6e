"""Finds the texts of a config that hold expressions, and says how each of them is to be read (R41)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builder.graph.values import join
from nodes.base import NodeType
from nodes.hints import walk

TEMPLATE = "template"
"""Text with `{{ … }}` in it."""
BARE = "bare"
"""An expression as such, with or without its braces: conditions, and what is evaluated later."""
PLAIN = "plain"
"""No expression, whatever it looks like: code."""


@dataclass(frozen=True, slots=True)
class Text:
    field: str
    """A path such as `config.cases[0].when`."""
    text: str
    mode: str
    lazy: bool = False
    """Whether the node, or the engine, evaluates it when it needs it, with names of its own in scope."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Which fields of a config are not just templates, by their path without numbers: `cases[].when`."""

    modes: Mapping[str, str]
    lazy: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.modes or self.lazy)


WITH_TEXT = frozenset({str, dict, list})
PLAINLY = Shape({}, frozenset())


def shape_of(node_type: NodeType) -> Shape:
    modes: dict[str, str] = {}
    for path, spec in walk(node_type.schema):
        widget, lazy = spec.get("x-widget"), bool(spec.get("x-lazy"))
        if spec.get("x-bare") or (lazy and widget == "expression"):
            modes[path] = BARE
        elif lazy and widget == "code":
            modes[path] = PLAIN
    return Shape(modes, node_type.lazy_fields)


def texts_in(value: Any, path: str, shape: Shape = PLAINLY) -> Iterator[Text]:
    """Every text that holds, or is, an expression. What is nested is walked as deep as documents go."""
    if not shape:
        yield from _templates(value, path)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _shaped(part, join(path, key), key, shape, key in shape.lazy)


def _templates(value: Any, path: str) -> Iterator[Text]:
    kind = type(value)
    if kind is str:
        if "{{" in value:
            yield Text(path, value, TEMPLATE)
    elif kind is dict:
        for key, part in value.items():
            if type(part) in WITH_TEXT and part and (type(part) is not str or "{{" in part):
                yield from _templates(part, join(path, key))
    elif kind is list:
        for number, part in enumerate(value):
            if type(part) in WITH_TEXT:
                yield from _templates(part, f"{path}[{number}]")


def _shaped(value: Any, path: str, place: str, shape: Shape, lazy: bool) -> Iterator[Text]:
    kind = type(value)
    if kind is str:
        mode = shape.modes.get(place, TEMPLATE)
        if (mode == BARE and value.strip()) or (mode == TEMPLATE and "{{" in value):
            yield Text(path, value, mode, lazy)
    elif kind is dict:
        for key, part in value.items():
            inner = f"{place}.{key}"
            yield from _shaped(part, join(path, key), inner, shape, lazy or inner in shape.lazy)
    elif kind is list:
        for number, part in enumerate(value):
            yield from _shaped(part, f"{path}[{number}]", f"{place}[]", shape, lazy)
