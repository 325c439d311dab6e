"""What holds for every built-in type: its examples run, its face can be read, its place in the tree fits its key."""

import re

import pytest

from nodes.base import Example, NodeType
from nodes.config_problems import config_problems
from nodes.form import describe
from nodes.registry import Registry
from nodes.testing import run_node

FACE = re.compile(r"\{\{ [a-z_]+(\.[a-z_]+)*( \| (keys|count))? \}\}")
REGISTRY = Registry.discover(entry_point_group="none")
TYPES = REGISTRY.all()
EXAMPLES = [
    pytest.param(each, example, id=f"{each.key}: {example.title}")
    for each in TYPES
    for example in each.examples
]


@pytest.mark.parametrize(("node_type", "example"), EXAMPLES)
def test_example_gives_the_output_it_shows(node_type: NodeType, example: Example) -> None:
    ran = run_node(node_type, example.config, example.input, example.scope)

    fired = ran.ports[example.port] if ran.ports else ran.value

    assert fired == example.output


@pytest.mark.parametrize(("node_type", "example"), EXAMPLES)
def test_config_of_an_example_has_no_problem(node_type: NodeType, example: Example) -> None:
    assert config_problems(node_type, example.config) == []


@pytest.mark.parametrize("node_type", TYPES, ids=lambda each: each.key)
def test_type_lies_in_the_file_that_its_key_names(node_type: NodeType) -> None:
    prefix, name = node_type.key.split(".")
    folder, file = node_type.run.__module__.split(".")[-2:]

    assert folder in (prefix, f"{prefix}s")
    assert file.removesuffix("_") == name


@pytest.mark.parametrize("node_type", TYPES, ids=lambda each: each.key)
def test_type_says_what_people_need(node_type: NodeType) -> None:
    told = describe(node_type)

    assert not FACE.sub("", node_type.face).count("{{")
    assert told["docs"]
    assert node_type.keywords
    assert all("x-widget" in spec for spec in told["schema"].get("properties", {}).values())
    assert all(spec.get("title") for spec in told["schema"].get("properties", {}).values())


@pytest.mark.parametrize("node_type", TYPES, ids=lambda each: each.key)
def test_type_refuses_an_unknown_field(node_type: NodeType) -> None:
    problems = config_problems(node_type, {"no_such_field": 1})

    assert ("no_such_field", "there is no such field") in problems


@pytest.mark.parametrize("node_type", TYPES, ids=lambda each: each.key)
def test_credentials_that_a_type_asks_for_exist(node_type: NodeType) -> None:
    asked = describe(node_type)["credential_types"]

    assert [key for key in asked if REGISTRY.credential_type(key) is None] == []
