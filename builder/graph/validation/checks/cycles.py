"""Edges never form a cycle (R2)."""

from collections import deque
from collections.abc import Iterator

from builder.graph.problems import Problem, error
from builder.graph.validation.levels import Levels
from builder.graph.validation.subject import Subject

SHOWN = 12


def check(subject: Subject) -> Iterator[Problem]:
    levels = subject.levels
    if not levels.cyclic:
        return
    left = {node.id for node in subject.graph.nodes if node.id in levels.cyclic}
    for node in subject.graph.nodes:
        if node.id not in left:
            continue
        path = _shortest_cycle(levels, node.id, left)
        left.discard(node.id)
        if path:
            left.difference_update(path)
            shown = path if len(path) <= SHOWN else [*path[: SHOWN - 2], "…", path[-1]]
            yield error(
                "cycle",
                f"These nodes wait for each other in a circle: {' → '.join([*shown, path[0]])}. "
                "Remove one of the edges; to repeat something, use a loop.",
                node=path[0],
                edge=_edge_between(levels, path[-1], path[0]),
            )


def _shortest_cycle(levels: Levels, start: str, allowed: set[str]) -> list[str]:
    """The nodes of a shortest way from a node back to itself, or nothing."""
    came_from: dict[str, str] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for edge in levels.out_of(here):
            if edge.target == start:
                path = [here]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return path[::-1]
            if edge.target in allowed and edge.target not in came_from:
                came_from[edge.target] = here
                queue.append(edge.target)
    return []


def _edge_between(levels: Levels, source: str, target: str) -> str:
    return next((edge.id for edge in levels.out_of(source) if edge.target == target), "")
