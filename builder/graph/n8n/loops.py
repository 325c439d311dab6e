"""Loop Over Items of n8n leads its body back into itself; here the body lies inside a for-each container (R2, R11)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from builder.graph.n8n.source import Source

LOOP = "n8n-nodes-base.splitInBatches"
Following = Callable[[str], list[str]]

DONE_OUTPUT = 0
LOOP_OUTPUT = 1


@dataclass(slots=True)
class Loops:
    """Which loop each node lies in, by ids, and the loops whose body goes elsewhere too."""

    parents: dict[str, str] = field(default_factory=dict)
    leaking: set[str] = field(default_factory=set)


def find_loops(source: Source) -> Loops:
    found = Loops()
    bodies = {node.id: _body(source, node.id) for node in source.nodes if node.type == LOOP}
    # The smallest body that holds a node is the innermost loop around it.
    for loop in sorted(bodies, key=lambda each: -len(bodies[each])):
        for node_id in bodies[loop]:
            found.parents[node_id] = loop
    for loop, body in bodies.items():
        inside = body | {loop}
        if any(link.target not in inside for node_id in body for link in source.out_of(node_id)):
            found.leaking.add(loop)
    return found


def _body(source: Source, loop: str) -> set[str]:
    """The nodes on a way from the loop's second output back to the loop."""
    starts = [link.target for link in source.out_of(loop) if link.output == _loop_output(source, loop)]
    forward = _reach(starts, lambda node_id: [link.target for link in source.out_of(node_id)], loop)
    ends = [link.source for link in source.into(loop) if link.source in forward]
    backward = _reach(ends, lambda node_id: [link.source for link in source.into(node_id)], loop)
    return forward & backward


def _loop_output(source: Source, loop: str) -> int:
    """Before its third version the first output led into the loop."""
    node = source.node(loop)
    return LOOP_OUTPUT if node is None or node.version >= 3 else DONE_OUTPUT


def done_output(source: Source, loop: str) -> int:
    return DONE_OUTPUT if _loop_output(source, loop) == LOOP_OUTPUT else LOOP_OUTPUT


def _reach(starts: list[str], following: Following, border: str) -> set[str]:
    seen: set[str] = set()
    queue = [start for start in starts if start != border]
    while queue:
        here = queue.pop()
        if here not in seen:
            seen.add(here)
            queue += [each for each in following(here) if each != border]
    return seen
