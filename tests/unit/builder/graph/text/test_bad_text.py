"""What is no workflow is refused with its line; nothing in a text is ever run (security rule 13)."""

import pytest
import yaml

from builder.graph.text import read
from builder.graph.text.yaml_tree import compose

YAML = {
    "an alias": ("a: &x 1\nb: *x", "alias `*x`"),
    "an alias bomb": ("a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b]", "alias"),
    "a Python object": ("a: !!python/object/apply:os.system ['true']", "tag"),
    "a tag of its own": ("a: !secret x", "tag"),
    "a doubled key": ("a: 1\na: 2", "`a` is there twice. Keep one of them. (line 2)"),
    "a node that is a number": ("nodes:\n  a: 3", "(line 2)"),
    "an open bracket": ("a: [1", "not YAML"),
    "too many levels": ("[" * 100_000, "levels deep"),
    "too many levels of a block": ("- " * 50_000, "levels deep"),
    "two documents": ("a: 1\n---\nb: 2\n", "several documents. Keep one of them. (line 3)"),
    "a NUL": ("a: \x00", "not YAML"),
    "an infinite number": ("a: 1e999", "infinite"),
    "a huge number": ("a: 123456789012345678901234567890", "64 bits"),
    "a list as a key": ("? [1]\n: 2", "must be text"),
}
PYTHON = {
    "another call": ("import os\nos.system('true')", "(line 2)"),
    "a call as a value": ("workflow = Workflow(inputs=open('x'))", "plain values"),
    "a statement": ("if 1:\n    pass", "(line 1)"),
    "an attribute": ("workflow = Workflow(inputs=a.b)", "plain values"),
    "a formatted text": ("workflow = Workflow(inputs=f'{1}')", "plain values"),
    "a comprehension": ("workflow = Workflow(inputs=[x for x in 'a'])", "plain values"),
    "no workflow": ("", "no `workflow = Workflow(…)`"),
    "a node without a type": ("workflow = Workflow()\nworkflow.node('a')", "(line 2)"),
    "an edge that is no arrow": ("workflow = Workflow()\nworkflow.edge('a')", "arrow"),
    "a doubled key": ("workflow = Workflow(inputs={'a': 1, 'a': 2})", "twice"),
    "a doubled argument": ("workflow = Workflow(inputs={}, **{'inputs': {}})", "twice"),
    "bytes": ("workflow = Workflow(inputs=b'x')", "plain values"),
    "too many brackets": ("(" * 5000, "not Python"),
    "too many signs": (f"workflow = Workflow(a={'-' * 50000}1)", "deeply"),
    "broken syntax": ("workflow = (", "not Python"),
    "an infinite number": ("workflow = Workflow(a=1e999)", "infinite"),
}


@pytest.mark.parametrize("name", YAML)
def test_yaml_with_what_does_not_belong_there_is_refused(name: str) -> None:
    text, told = YAML[name]

    found = read(text, "yaml")

    assert found.value is None
    assert told in found.problems[0].message


@pytest.mark.parametrize("name", PYTHON)
def test_python_with_what_does_not_belong_there_is_refused(name: str) -> None:
    text, told = PYTHON[name]

    found = read(text, "python")

    assert found.value is None
    assert told in found.problems[0].message


def test_words_that_only_some_readers_of_yaml_take_for_values_are_text() -> None:
    found = read("a: [yes, on, 2026-11-20, 12:30, 0x1f, 007, .5, null, true, 1.5e3, -2]", "yaml")

    assert found.value == {
        "a": ["yes", "on", "2026-11-20", "12:30", "0x1f", "007", ".5", None, True, 1500.0, -2]
    }


def test_a_form_that_does_not_exist_is_named() -> None:
    assert "no form `xml`" in read("", "xml").problems[0].message


def test_yaml_is_read_alike_without_the_quick_library() -> None:
    text = "# note\na: &x [1, 'b', \"c\"]\nd:\n  e: |\n    f\n    g\n  h: {i: null}\nj: k l\n"

    assert compose(text, yaml.SafeLoader) == compose(text)
