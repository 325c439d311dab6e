"""A graph compiled to integers: per container one body with its nodes, edges and joins, ready to be carried."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from builder.graph.model import Edge, Graph, Node
from executions.engine.settings import (
    ALL_LIVE,
    COUNT,
    NodeSettings,
    WorkflowSettings,
    read_node_settings,
    read_workflow_settings,
)
from nodes.base import NodeType, Role, Where
from nodes.effects import Effect
from nodes.expressions.config import CompiledConfig, compile_config
from nodes.expressions.expression import Expression, compile_condition, compile_expression
from nodes.expressions.template import Template, compile_template, has_expression


class Types(Protocol):
    """What the plan asks of the registry of node types."""

    def get(self, key: str) -> NodeType | None: ...


class NodePlan:
    """A node of the graph with everything that carrying it needs, by index within its body."""

    def __init__(self, index: int, node: Node, node_type: NodeType | None) -> None:
        self.index = index
        self.id = node.id
        self.source = node
        self.type = node_type
        self.role = node_type.role if node_type is not None else Role.ACTION
        self.settings: NodeSettings = read_node_settings(node.settings, node_type)
        self.disabled = node.disabled
        self.pin = node.pin
        effect = node_type.effect_for(node.config) if node_type is not None else Effect.PURE
        self.pure = effect is Effect.PURE
        self.once = effect is Effect.ONCE
        self.by_source = node_type is not None and node_type.input_by_source
        """Whether its input is an object by source even where only one came."""
        self.inline = node_type is not None and node_type.where is Where.INLINE and self.pure
        self.lazy = bool(node_type is not None and node_type.lazy_fields)
        self.is_container = self.role.is_container
        self.is_loop = self.role in (Role.FOR_EACH, Role.WHILE)
        self.is_trigger = self.role is Role.TRIGGER
        self.eager = self.settings.join in (COUNT, ALL_LIVE)
        """Whether it may be decided before all of its incoming edges are."""
        self.out: tuple[tuple[int, str, int], ...] = ()
        """Outgoing edges: index of the edge, port of this node, index of the target."""
        self.into: tuple[tuple[int, int, str], ...] = ()
        """Incoming edges: index of the edge, index of the source, port of the source."""
        self.sources = 0
        self.body: Body | None = None

    @cached_property
    def compiled(self) -> CompiledConfig:
        """The config with its expressions parsed, when the node first runs: most nodes of most runs never do."""
        assert self.type is not None, "only a node whose type is known is run"
        raw = self.type.upgraded(self.source.config, self.source.type_version)
        return compile_node_config(self.type, raw)

    @cached_property
    def expressions(self) -> Mapping[str, Expression | Template]:
        """The lazy fields of a container that the engine evaluates. Raises `ExpressionError`."""
        return {
            name: _lazy_expression(name, text)
            for name in ("condition", "next_state", "result")
            if isinstance(text := self.source.config.get(name), str) and text.strip()
        }


@dataclass(slots=True)
class Body:
    """The nodes with one parent, and the edges between them. The top level is a body too."""

    container: NodePlan | None
    nodes: tuple[NodePlan, ...]
    index: dict[str, int]
    edges: tuple[Edge, ...]
    indegrees: list[int]
    entries: tuple[int, ...]
    """Nodes without incoming edges: they start with the iteration."""
    lasts: tuple[int, ...]
    """Nodes that nothing follows: their outputs are the result where none is named."""
    cancelling_joins: tuple[int, ...]


@dataclass(slots=True)
class Plan:
    hash: str
    graph: Graph
    root: Body
    settings: WorkflowSettings
    nodes: dict[str, NodePlan]
    bodies: dict[str, Body]
    """By the id of the container; the top level is under the empty text."""
    reaches: dict[tuple[str, ...], Any] = field(default_factory=dict)
    """What each start reaches, kept once it was asked for."""

    def trail(self, node_id: str) -> list[NodePlan]:
        """The containers around a node, outermost first, and the node itself."""
        trail = [self.nodes[node_id]]
        while (parent := trail[0].source.parent) is not None:
            trail.insert(0, self.nodes[parent])
        return trail


def compile_plan(graph: Graph, registry: Types, hash: str = "") -> Plan:
    """Compile a graph that passed validation. Its expressions are compiled when their node first runs."""
    types: dict[str, NodeType | None] = {}
    members: dict[str, list[Node]] = {"": []}
    for node in graph.nodes:
        members.setdefault(node.parent or "", []).append(node)
        if node.type not in types:
            types[node.type] = registry.get(node.type)
    nodes: dict[str, NodePlan] = {}
    for group in members.values():
        for index, node in enumerate(group):
            nodes[node.id] = NodePlan(index, node, types[node.type])
    parents = {node.id: node.parent or "" for node in graph.nodes}
    edges: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        edges.setdefault(parents[edge.source], []).append(edge)
    bodies: dict[str, Body] = {}
    for parent, group in members.items():
        bodies[parent] = _body(nodes.get(parent), [nodes[node.id] for node in group], edges.get(parent, []))
    for container in [node for node in nodes.values() if node.is_container]:
        container.body = bodies.setdefault(container.id, _body(container, [], []))
    return Plan(hash, graph, bodies[""], read_workflow_settings(graph.settings), nodes, bodies)


def compile_node_config(node_type: NodeType, raw: Mapping[str, Any]) -> CompiledConfig:
    return compile_config(raw, lazy=node_type.lazy_fields, conditions=node_type.bare_fields)


def _body(container: NodePlan | None, nodes: list[NodePlan], edges: list[Edge]) -> Body:
    index = {node.id: node.index for node in nodes}
    out: list[list[tuple[int, str, int]]] = [[] for _ in nodes]
    into: list[list[tuple[int, int, str]]] = [[] for _ in nodes]
    for number, edge in enumerate(edges):
        source, target = index[edge.source], index[edge.target]
        out[source].append((number, edge.source_port, target))
        into[target].append((number, source, edge.source_port))
    for node in nodes:
        node.out = tuple(out[node.index])
        node.into = tuple(into[node.index])
        node.sources = len(node.into) if len(node.into) < 2 else len({source for _, source, _ in node.into})
    return Body(
        container=container,
        nodes=tuple(nodes),
        index=index,
        edges=tuple(edges),
        indegrees=[len(node.into) for node in nodes],
        entries=_indexes(node for node in nodes if not node.into),
        lasts=_indexes(node for node in nodes if not node.out),
        cancelling_joins=_indexes(
            node for node in nodes if node.settings.cancel_rest and node.settings.join == COUNT
        ),
    )


def _indexes(nodes: Iterable[NodePlan]) -> tuple[int, ...]:
    return tuple(node.index for node in nodes)


def _lazy_expression(field_name: str, text: str) -> Expression | Template:
    """These fields are expressions, whether written with braces or without."""
    if has_expression(text):
        return compile_template(text)
    return compile_condition(text) if field_name == "condition" else compile_expression(text)
