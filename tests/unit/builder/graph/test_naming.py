"""R3: ids and names that are made up when nobody said."""

import pytest

from builder.graph.naming import edge_id, id_from_name, is_node_id, name_from_id


@pytest.mark.parametrize(
    ("name", "node_id"),
    [
        ("Fetch user #2!", "fetch_user_2"),
        ("HTTP Request", "http_request"),
        ("2 things", "node_2_things"),
        ("🦉", "node"),
        ("", "node"),
        ("If", "if"),
        ("x" * 300, "x" * 90),
    ],
)
def test_a_name_gives_an_id(name: str, node_id: str) -> None:
    found = id_from_name(name)

    assert found == node_id
    assert is_node_id(found)


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert id_from_name("Step", {"step", "step_2"}) == "step_3"


def test_an_id_gives_a_name() -> None:
    assert name_from_id("fetch_user") == "Fetch user"


def test_an_edge_is_called_by_its_ends() -> None:
    assert edge_id("check", "true", "save", "main") == "check.true--save"
    assert edge_id("a", "main", "b", "left") == "a--b.left"
    assert edge_id("a", "main", "b", "main", {"a--b"}) == "a--b#2"


@pytest.mark.parametrize("text", ["", "A", "a b", "a-b", "é", "_a", "1a", "a\n", "a" * 101, "__proto__"])
def test_what_is_no_id(text: str) -> None:
    assert not is_node_id(text)
