"""Every edge joins two nodes that exist, and no two edges join the same ports."""

from collections.abc import Iterator

from builder.graph.model import Edge
from builder.graph.problems import Problem, error, warning
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    nodes = subject.graph.by_id
    seen: set[tuple[str, str, str, str]] = set()
    for edge in subject.graph.edges:
        if edge.source not in nodes:
            yield _dangling(subject, edge, "source", edge.source, "starts")
        if edge.target not in nodes:
            yield _dangling(subject, edge, "target", edge.target, "ends")
        ends = (edge.source, edge.source_port, edge.target, edge.target_port)
        if ends in seen:
            message = f"`{edge.source}` and `{edge.target}` are joined twice by the same ports. Remove one of the edges."
            yield warning("doubled_edge", message, edge=edge.id)
        seen.add(ends)


def _dangling(subject: Subject, edge: Edge, key: str, node_id: str, word: str) -> Problem:
    help_ = subject.suggestion(node_id, subject.graph.by_id, what="The nodes are", none="There are no nodes.")
    message = f"This edge {word} at `{node_id}`, which does not exist. {help_} Or remove the edge."
    return error("dangling_edge", message, edge=edge.id, field=key)
