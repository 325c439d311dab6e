"""R1: what is written in any text form is read back as the same graph."""

import pytest
from hypothesis import given, settings

from builder.graph.document import dump, parse
from builder.graph.model import Graph
from builder.graph.text import FORMS, read, write
from tests.unit.builder.graph.builders import a_document
from tests.unit.builder.graph.documents import sound_documents


def graph_of(document: object) -> Graph:
    parsed = parse(document)
    assert parsed.graph is not None, parsed.problems
    return parsed.graph


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60, deadline=None)
@given(document=sound_documents())
def test_a_workflow_survives_a_round_trip_through_text(form: str, document: dict) -> None:
    graph = graph_of(document)

    found = read(write(graph, form), form)

    assert found.problems == []
    assert graph_of(found.value) == graph


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, deadline=None)
@given(document=sound_documents())
def test_writing_what_was_read_gives_the_same_text(form: str, document: dict) -> None:
    text = write(graph_of(document), form)

    again = write(graph_of(read(text, form).value), form)

    assert again == text


@settings(max_examples=60, deadline=None)
@given(document=sound_documents())
def test_a_document_survives_a_round_trip_through_the_graph(document: dict) -> None:
    graph = graph_of(document)

    for brief in (False, True):
        written = dump(graph, brief=brief)
        assert graph_of(written) == graph


@pytest.mark.parametrize("form", FORMS)
def test_a_change_of_one_field_changes_one_line(form: str) -> None:
    before = a_document("start > a > b", a={"config": {"fields": {"text": "one", "long": "x " * 200}}})
    after = a_document("start > a > b", a={"config": {"fields": {"text": "two", "long": "x " * 200}}})

    texts = [write(graph_of(document), form).splitlines() for document in (before, after)]

    assert len([one for one, other in zip(*texts, strict=True) if one != other]) == 1


def test_the_python_form_builds_the_same_graph_when_it_is_run() -> None:
    graph = graph_of(
        a_document(
            "start > check",
            "check.true > save",
            save={"note": "Two\nlines", "config": {"fields": {"a": "x\ny"}}},
        )
    )
    module: dict = {}

    exec(write(graph, "python"), module)

    assert module["workflow"].graph() == graph


def test_a_comment_above_a_node_in_yaml_is_its_note() -> None:
    text = "nodes:\n  # Says hello\n  # to everybody\n  greet:\n    type: t.step\nedges: []\n"

    graph = graph_of(read(text, "yaml").value)

    assert graph.nodes[0].note == "Says hello\nto everybody"


def test_a_note_is_a_comment_in_yaml() -> None:
    graph = graph_of(a_document("start > greet", greet={"note": "Says hello"}))

    assert "  # Says hello\n  greet:\n" in write(graph, "yaml")


def test_a_comment_at_the_end_of_a_code_field_is_no_note_of_the_next_node() -> None:
    graph = graph_of(a_document("a > b", a={"type": "t.code", "config": {"source": "x = 1\n# the end\n"}}))

    assert graph_of(read(write(graph, "yaml"), "yaml").value) == graph
