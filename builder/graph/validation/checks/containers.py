"""Children lie in containers that exist, and edges keep to one side of a border (R11)."""

from collections.abc import Iterator

from builder.graph.model import Edge, Node
from builder.graph.problems import Problem, error
from builder.graph.validation.subject import Subject
from nodes.base import Role


def check(subject: Subject) -> Iterator[Problem]:
    graph = subject.graph
    if any(parent is not None for parent in graph.parents):
        for node in graph.nodes:
            if node.parent is not None:
                yield from _wrong_parent(subject, node, node.parent)
        yield from _circles(subject)
        for edge in graph.edges:
            source, target = graph.node(edge.source), graph.node(edge.target)
            if source is not None and target is not None and source.parent != target.parent:
                yield _border(edge, source, target)


def _wrong_parent(subject: Subject, node: Node, parent: str) -> Iterator[Problem]:
    around = subject.graph.node(parent)
    if around is None:
        help_ = subject.suggestion(
            parent, subject.containers, what="The containers are", none="There is no container."
        )
        message = f"“{node.name}” lies in `{parent}`, which does not exist. {help_}"
        yield error("unknown_parent", message, node=node.id, field="parent")
        return
    role = subject.role_of(around)
    if role is not None and not role.is_container:
        message = f"“{node.name}” lies in “{around.name}”, which is no loop or scope. Take it out, or put it in one."
        yield error("parent_not_container", message, node=node.id, field="parent")
    if subject.role_of(node) is Role.TRIGGER:
        message = f"“{node.name}” is a trigger and lies in “{around.name}”. Runs start at the top level: take it out."
        yield error("trigger_in_container", message, node=node.id, field="parent")


def _circles(subject: Subject) -> Iterator[Problem]:
    """A container that lies, over any number of others, in itself."""
    settled: set[str] = set()
    for node in subject.graph.nodes:
        path: dict[str, None] = {}
        here: Node | None = node
        while here is not None and here.id not in settled and here.id not in path:
            path[here.id] = None
            here = subject.graph.node(here.parent) if here.parent is not None else None
        if here is not None and here.id in path:
            circle = list(path)[list(path).index(here.id) :]
            way = " in ".join(f"`{name}`" for name in [*circle, circle[0]])
            message = f"A container cannot lie in itself: {way}. Take one of them out."
            yield error("parent_cycle", message, node=circle[0], field="parent")
        settled.update(path)


def _border(edge: Edge, source: Node, target: Node) -> Problem:
    if target.parent == source.id:
        reason = f"“{target.name}” lies inside “{source.name}” and starts with it, without an edge. Remove the edge."
    elif source.parent == target.id:
        reason = (
            f"“{source.name}” lies inside “{target.name}”, which goes on by its own ports. Remove the edge."
        )
    else:
        reason = (
            "Both ends must lie in the same container: move one of the nodes, or join the container itself."
        )
    message = f"The edge from “{source.name}” to “{target.name}” crosses the border of a container. {reason}"
    return error("edge_across_border", message, edge=edge.id, node=target.id)
