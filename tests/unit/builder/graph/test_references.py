"""R3: who names whom, and what cannot be renamed."""

import pytest

from builder.graph.references import RenameRefused, rename_node, uses
from tests.unit.builder.graph.builders import REGISTRY, a_document, says


def test_uses_are_listed_by_what_is_named() -> None:
    document = a_document(
        "start > a > check > last",
        a={
            "type": "t.request",
            "config": {"url": "{{ vars.base }}/x", "login": "c1"},
            "settings": {"undo": "last"},
        },
        check={"config": {"condition": "outputs.a.status == 200"}},
        last=says("{{ outputs.a.body }} {{ inputs.name }} {{ outputs['start'] }}"),
        call={"type": "t.call", "config": {"workflow": "w1"}},
        around={"settings": {"limits": [{"name": "one", "key": "{{ inputs.name }}", "max": 1}]}},
    )

    found = uses(document, REGISTRY).as_json()

    assert found["nodes"] == {
        "last": [{"node": "a", "field": "settings.undo"}],
        "a": [
            {"node": "check", "field": "config.condition"},
            {"node": "last", "field": "config.fields.text"},
        ],
        "start": [{"node": "last", "field": "config.fields.text"}],
    }
    assert found["variables"] == {"base": [{"node": "a", "field": "config.url"}]}
    assert found["inputs"] == {
        "name": [
            {"node": "last", "field": "config.fields.text"},
            {"node": "", "field": "settings.limits[0].key"},
        ]
    }
    assert found["credentials"] == {"c1": [{"node": "a", "field": "config.login"}]}
    assert found["workflows"] == {"w1": [{"node": "call", "field": "config.workflow"}]}


def test_a_rename_reports_what_it_touched() -> None:
    document = a_document("start > a > check", check={"config": {"condition": "outputs.a.x"}})

    _, touched = rename_node(document, "a", "fetch")

    assert [(each.node or each.edge, each.field) for each in touched] == [
        ("fetch", "id"),
        ("check", "config.condition"),
        ("start--fetch", "target"),
        ("fetch--check", "source"),
    ]


def test_a_rename_gives_edges_whose_id_was_made_up_their_new_id() -> None:
    document = {"nodes": [{"id": "a", "type": "x"}], "edges": [{"id": "a--b", "source": "a", "target": "b"}]}

    renamed, _ = rename_node(document, "a", "c")

    assert renamed["edges"] == [{"id": "c--b", "source": "c", "target": "b"}]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("gone", "x", "no node `gone`"),
        ("a", "b", "already"),
        ("a", "B c", "small letters"),
        ("a", "", "small letters"),
    ],
)
def test_a_rename_that_cannot_be_is_refused(old: str, new: str, told: str) -> None:
    with pytest.raises(RenameRefused, match=told):
        rename_node(a_document("a > b"), old, new)


def test_renaming_to_the_same_id_changes_nothing() -> None:
    document = a_document("a > b")

    assert rename_node(document, "a", "a") == (document, [])


def test_a_rename_leaves_the_document_that_it_was_given_alone() -> None:
    document = a_document("start > a", a=says("{{ outputs.start }}"))
    before = repr(document)

    rename_node(document, "start", "begin")

    assert repr(document) == before
