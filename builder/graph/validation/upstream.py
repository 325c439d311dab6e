"""Which nodes come before which: sets of nodes as the bits of whole numbers, worked out in one pass over the graph."""

from typing import TYPE_CHECKING

from builder.graph.model import Node

if TYPE_CHECKING:
    from builder.graph.validation.subject import Subject


class Upstream:
    def __init__(self, subject: "Subject") -> None:
        levels = subject.levels
        self._bits = {node_id: 1 << number for number, node_id in enumerate(levels.order)}
        self._before: dict[str, int] = {}
        self._settled: dict[str, int] = {}
        early = {node.id for node in subject.graph.nodes if node.settings and _starts_early(node)}
        for node_id in levels.order:
            before = 0
            for edge in levels.into(node_id):
                before |= self._before[edge.source] | self._bits[edge.source]
            self._before[node_id] = before
            if early:
                self._settled[node_id] = self._surely(subject, node_id, node_id in early)
        self._has_early = bool(early)

    def is_before(self, first: str, second: str) -> bool:
        """Whether a way leads from the first node to the second. Both lie in one level."""
        return bool(self._before.get(second, 0) & self._bits.get(first, 0))

    def is_settled(self, first: str, second: str) -> bool:
        """Whether the first node is over and done with when the second one starts."""
        if not self._has_early:
            return True
        return bool(self._settled.get(second, 0) & self._bits.get(first, 0))

    def knows(self, node_id: str) -> bool:
        """Nodes on a cycle, and behind one, have no place in the order."""
        return node_id in self._bits

    def _surely(self, subject: "Subject", node_id: str, early: bool) -> int:
        ways = [self._settled[edge.source] | self._bits[edge.source] for edge in subject.levels.into(node_id)]
        if not early or len(ways) < 2:
            return _union(ways)
        spare = _awaited(subject.graph.by_id[node_id]) - 1
        return _in_all_but(ways, min(spare, len(ways)))


def _starts_early(node: Node) -> bool:
    """A join that does not wait until every edge is decided (R8)."""
    join = node.settings.get("join")
    return join == "any" or isinstance(join, dict)


def _awaited(node: Node) -> int:
    join = node.settings.get("join")
    count = join.get("count") if isinstance(join, dict) else 1
    return count if isinstance(count, int) and count > 0 else 1


def _union(ways: list[int]) -> int:
    found = 0
    for way in ways:
        found |= way
    return found


def _in_all_but(ways: list[int], spare: int) -> int:
    """What lies on every way but at most so many: with that many edges live, one of its ways is among them."""
    lacking = [~0, *([0] * spare)]
    for way in ways:
        for number in range(spare, 0, -1):
            lacking[number] = lacking[number] & way | lacking[number - 1] & ~way
        lacking[0] &= way
    return _union(lacking)
