"""Nodes without a position are laid out from left to right, and those that have one stay where they are."""

from builder.graph.document import parse
from tests.unit.builder.graph.builders import a_document, a_graph


def places(*chains: str, **nodes: dict[str, object]) -> dict[str, tuple[float, float]]:
    return {node.id: (node.position.x, node.position.y) for node in a_graph(*chains, **nodes).nodes}


def test_a_node_stands_right_of_all_that_leads_to_it() -> None:
    found = places("start > a > b > c", "start > c")

    assert [found[name][0] for name in ("start", "a", "b", "c")] == [0, 240, 480, 720]


def test_a_node_with_a_position_stays_and_the_others_follow_it() -> None:
    found = places("start > a > b", a={"position": {"x": 1000, "y": 50}})

    assert (found["a"], found["b"]) == ((1000, 50), (1240, 0))


def test_no_two_nodes_share_a_place() -> None:
    found = places("start > a", "start > b", "start > c", "a > d", "b > d")

    assert len(set(found.values())) == len(found)


def test_a_container_is_laid_out_by_itself() -> None:
    found = places("start > loop", "x > y", x={"parent": "loop"}, y={"parent": "loop"})

    assert (found["x"], found["y"]) == ((0, 0), (240, 0))


def test_a_cycle_is_laid_out_too() -> None:
    parsed = parse(a_document("start > a > b > a"))

    assert parsed.graph is not None
    assert len({(node.position.x, node.position.y) for node in parsed.graph.nodes}) == 3
