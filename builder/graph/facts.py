"""All that can be said of one node by itself. Worked out once for each type and config, whatever the graph around it."""

import marshal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from builder.graph.expressions import Fault, Name, read
from builder.graph.findings import Finding, findings
from builder.graph.settings import NodeSettings
from builder.graph.texts import PLAINLY, Shape, Text, shape_of, texts_in
from nodes.base import EmptyConfig, NodeType
from nodes.config_problems import depends_on_expression

KEPT = 10_000


class Use(NamedTuple):
    """A name that a field of the node reads."""

    field: str
    name: Name
    lazy: bool


@dataclass(frozen=True, slots=True)
class Facts:
    config: tuple[Finding, ...] = ()
    settings: tuple[Finding, ...] = ()
    uses: tuple[Use, ...] = ()
    faults: tuple[tuple[str, Fault], ...] = ()


NO_FACTS = Facts()


class _Kept(NamedTuple):
    node_type: NodeType | None
    facts: Facts


_kept: dict[tuple[int, bytes], _Kept] = {}
_shapes: dict[int, tuple[NodeType, Shape]] = {}


def facts_of(node_type: NodeType | None, config: Mapping[str, Any], settings: Mapping[str, Any]) -> Facts:
    """The facts of a node with this type, config (in its current version) and settings."""
    if not config and not settings and (node_type is None or node_type.config is EmptyConfig):
        return NO_FACTS
    written = _written(config, settings)
    if written is None:
        return _work_out(node_type, config, settings)
    # The type is kept beside its facts, so that its identity is not given to another one meanwhile.
    key = (id(node_type), written)
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= KEPT:
            _kept.clear()
        found = _kept[key] = _Kept(node_type, _work_out(node_type, config, settings))
    return found.facts


def _written(config: Any, settings: Any) -> bytes | None:
    """Equal for equal values, and quicker than JSON."""
    try:
        return marshal.dumps((config, settings), 2)
    except ValueError:
        return None


def _work_out(node_type: NodeType | None, config: Mapping[str, Any], settings: Mapping[str, Any]) -> Facts:
    uses: list[Use] = []
    faults: list[tuple[str, Fault]] = []
    shape = _shape(node_type) if node_type is not None else PLAINLY
    texts = list(texts_in(config, "config", shape))
    if settings:
        texts += texts_in(settings, "settings")
    for text in texts:
        _read_into(text, uses, faults)
    return Facts(
        config=_config_findings(node_type, config, bool(texts)) if node_type is not None else (),
        settings=tuple(findings(NodeSettings, settings)) if settings else (),
        uses=tuple(uses),
        faults=tuple(faults),
    )


def _read_into(text: Text, uses: list[Use], faults: list[tuple[str, Fault]]) -> None:
    reading = read(text)
    if reading.fault is not None:
        faults.append((text.field, reading.fault))
    uses.extend(Use(text.field, name, text.lazy) for name in reading.names)


def _config_findings(node_type: NodeType, config: Mapping[str, Any], has_texts: bool) -> tuple[Finding, ...]:
    def ignored(location: tuple[int | str, ...]) -> bool:
        return has_texts and depends_on_expression(node_type, config, location)

    return tuple(findings(node_type.config, config, ignored))


def _shape(node_type: NodeType) -> Shape:
    known = _shapes.get(id(node_type))
    if known is None:
        known = _shapes[id(node_type)] = (node_type, shape_of(node_type))
    return known[1]
