"""The things around a workflow that a config names by id: credentials and other workflows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builder.graph.values import join
from nodes.base import NodeType
from nodes.hints import walk

CREDENTIAL = "credential"
WORKFLOW = "workflow"
KINDS = (CREDENTIAL, WORKFLOW)


@dataclass(frozen=True, slots=True)
class Picker:
    """A field in which something is picked; `path` is written like `servers[].login`."""

    kind: str
    path: str
    title: str
    accepts: tuple[str, ...] = ()
    """The types of credential that fit."""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    picker: Picker
    field: str
    """A path such as `config.servers[0].login`."""
    id: str
    around: Mapping[str, Any]
    """The object that the field is in."""


def pickers_of(node_type: NodeType) -> tuple[Picker, ...]:
    return tuple(
        Picker(spec["x-widget"], path, str(spec.get("title") or path), _accepts(spec), "default" not in spec)
        for path, spec in walk(node_type.schema)
        if spec.get("x-widget") in KINDS
    )


def _accepts(spec: Mapping[str, Any]) -> tuple[str, ...]:
    several = spec.get("x-credentials") or ([spec["x-credential"]] if spec.get("x-credential") else [])
    return tuple(several)


def picks_in(
    config: Mapping[str, Any], pickers: tuple[Picker, ...], *, computed: bool = False
) -> Iterator[Pick]:
    """What is picked, with an empty id where nothing is yet.

    An expression picks only when it is run, so it is told only to who asks for what is `computed` too.
    """
    for picker in pickers:
        for field, value, around in _values_at(config, picker.path.split("."), "config"):
            if isinstance(value, str) and (computed or not is_computed(value)):
                yield Pick(picker, field, value, around)


def is_computed(picked: str) -> bool:
    return "{{" in picked


def _values_at(around: Any, steps: list[str], path: str) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    if not isinstance(around, Mapping):
        return
    name = steps[0].removesuffix("[]")
    if name not in around:
        return
    value, here = around[name], join(path, name)
    several = steps[0].endswith("[]")
    parts = [(here, value)]
    if several:
        parts = [
            (f"{here}[{number}]", part)
            for number, part in enumerate(value if isinstance(value, list) else ())
        ]
    for place, part in parts:
        if len(steps) > 1:
            yield from _values_at(part, steps[1:], place)
        else:
            yield place, part, around
