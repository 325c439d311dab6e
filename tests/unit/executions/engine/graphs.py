"""Small graphs written as text: `a_graph("start > a > b; a.false > c", b=do(fails=1))`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.graph.model import Edge, Graph, Node

SETTINGS = frozenset(
    {
        "retry",
        "on_error",
        "default_output",
        "attempt_timeout",
        "node_timeout",
        "join",
        "join_rest",
        "queue",
        "undo",
    }
    | {"uncertain", "breakpoint", "cache"}
)


@dataclass(frozen=True)
class Spec:
    type: str
    config: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def a(type: str, **given: Any) -> Spec:
    """A node of this type: settings, `disabled` and `pin` are told from config by their names."""
    settings = {name: value for name, value in given.items() if name in SETTINGS}
    more = {name: value for name, value in given.items() if name in ("disabled", "pin", "type_version")}
    config = {name: value for name, value in given.items() if name not in settings and name not in more}
    return Spec(type, config, settings, more)


def do(**given: Any) -> Spec:
    """A pure inline node that follows its script."""
    return a("do", **given)


def work(**given: Any) -> Spec:
    return a("work", **given)


def send(**given: Any) -> Spec:
    return a("send", **given)


def each(items: Any = "{{ input }}", **given: Any) -> Spec:
    return a("flow.for_each", items=items, **given)


def a_while(condition: str, max_iterations: int = 10, **given: Any) -> Spec:
    return a("flow.while", condition=condition, max_iterations=max_iterations, **given)


def a_scope(**given: Any) -> Spec:
    return a("flow.scope", **given)


def a_graph(text: str, /, *, settings: Mapping[str, Any] | None = None, **specs: Spec) -> Graph:
    """Statements are split by `;` or lines. `a.port > b` names a port; `loop: x > y` says what is inside `loop`.

    A node without a spec is a trigger when it is called `start…`, and else says its own id.
    """
    parents: dict[str, str | None] = {}
    edges: list[Edge] = []
    for statement in filter(None, (part.strip() for part in text.replace("\n", ";").split(";"))):
        place, colon, chain = statement.rpartition(":")
        parent = place.strip() if colon else None
        previous: list[tuple[str, str]] = []
        for step in chain.split(">"):
            names = [_port_of(name.strip()) for name in step.split(",") if name.strip()]
            for name, _ in names:
                if parent is not None or name not in parents:
                    parents[name] = parent
            edges.extend(
                Edge(f"{source}.{port}-{name}", source, name, port)
                for source, port in previous
                for name, _ in names
            )
            previous = names
    nodes = tuple(_node(name, parent, specs.get(name)) for name, parent in parents.items())
    return Graph(nodes=nodes, edges=tuple(edges), settings=dict(settings or {}))


def _port_of(name: str) -> tuple[str, str]:
    node, dot, port = name.partition(".")
    return node, port if dot else "main"


def _node(name: str, parent: str | None, spec: Spec | None) -> Node:
    spec = spec or Spec("start" if name.startswith("start") else "do")
    return Node(
        id=name,
        type=spec.type,
        parent=parent,
        config=dict(spec.config),
        settings=dict(spec.settings),
        **spec.more,
    )
