"""Edges never form a cycle (R2)."""

from collections import deque
from collections.abc import Iterator

from builder.graph.model import Edge
from builder.graph.problems import Problem, error
from builder.graph.validation.subject import Subject

SHOWN = 12
TOLD = 20


def check(subject: Subject) -> Iterator[Problem]:
    """Each cycle is told once; its last edge counts as removed when the next one is looked for."""
    left = [node.id for node in subject.graph.nodes if node.id in subject.levels.cyclic]
    removed: set[str] = set()
    while left and len(removed) < TOLD:
        cycle = _cycle(subject, left[0], removed)
        if not cycle:
            left.pop(0)
            continue
        removed.add(cycle[-1].id)
        yield _problem(cycle)


def _cycle(subject: Subject, start: str, removed: set[str]) -> list[Edge]:
    """The edges of a shortest way from a node back to itself, or nothing."""
    came_by: dict[str, Edge] = {}
    queue = deque([start])
    while queue:
        for edge in subject.levels.out_of(queue.popleft()):
            if edge.id in removed or edge.target in came_by:
                continue
            came_by[edge.target] = edge
            if edge.target == start:
                return _way_back(came_by, start)
            queue.append(edge.target)
    return []


def _way_back(came_by: dict[str, Edge], start: str) -> list[Edge]:
    way = [came_by[start]]
    while way[-1].source != start:
        way.append(came_by[way[-1].source])
    return way[::-1]


def _problem(cycle: list[Edge]) -> Problem:
    nodes = [edge.source for edge in cycle]
    shown = nodes if len(nodes) <= SHOWN else [*nodes[: SHOWN - 1], "…", nodes[-1]]
    return error(
        "cycle",
        f"These nodes wait for each other in a circle: {' → '.join([*shown, nodes[0]])}. "
        "Remove one of the edges; to repeat something, use a loop.",
        node=nodes[0],
        edge=cycle[-1].id,
    )
