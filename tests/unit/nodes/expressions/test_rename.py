"""Renaming a node in expressions: every reference and nothing else (R3)."""

import pytest

from nodes.expressions import rename_in, rename_node


@pytest.mark.parametrize(
    ("text", "renamed", "count"),
    [
        ("{{ outputs.old }}", "{{ outputs.new }}", 1),
        ("{{ outputs.old.old.x }} outputs.old", "{{ outputs.new.old.x }} outputs.old", 1),
        ("{{ outputs['old'] + outputs[\"old\"] }}", "{{ outputs['new'] + outputs[\"new\"] }}", 2),
        ("{{ 'outputs.old' }} {{ old }} {{ item.old }}", "{{ 'outputs.old' }} {{ old }} {{ item.old }}", 0),
        (
            "{{ f'ü {outputs.old} outputs.old {outputs[\"old\"].x:>10}' }}",
            "{{ f'ü {outputs.new} outputs.old {outputs[\"new\"].x:>10}' }}",
            2,
        ),
        ("{{ outputs . old }}", "{{ outputs . new }}", 1),
        ("{{ outputs\n  .old }}", "{{ outputs\n  .new }}", 1),
        ("{{ outputs.older }}", "{{ outputs.older }}", 0),
        (
            "{{ outputs.get('old') }} {{ 'old' in outputs }}",
            "{{ outputs.get('new') }} {{ 'new' in outputs }}",
            2,
        ),
        ("{{ [outputs.old for outputs in x] }}", "{{ [outputs.old for outputs in x] }}", 0),
        ("{{ [outputs.old for x in outputs.old] }}", "{{ [outputs.new for x in outputs.new] }}", 2),
        ("{{ broken + }} {{ outputs.old }}", "{{ broken + }} {{ outputs.new }}", 1),
        ("{{ outputs.old", "{{ outputs.old", 0),
        ("é {{ 'é' + outputs.old }}", "é {{ 'é' + outputs.new }}", 1),
        ("{{ outputs[r'old'] }}", "{{ outputs[r'new'] }}", 1),
        ("{{ outputs.old | default(outputs.old) }}", "{{ outputs.new | default(outputs.new) }}", 2),
        ("{{ f'{outputs.old.from} {outputs.if}' }}", "{{ f'{outputs.new.from} {outputs.if}' }}", 1),
        ("{{ outputs.old.from + outputs.old.class }}", "{{ outputs.new.from + outputs.new.class }}", 2),
        ("{{ outputs[outputs.old] }}", "{{ outputs[outputs.new] }}", 1),
        ("{{ rows | map(lambda r: outputs.old[r]) }}", "{{ rows | map(lambda r: outputs.new[r]) }}", 1),
    ],
)
def test_r3_references_are_renamed_and_every_other_character_stays(
    text: str, renamed: str, count: int
) -> None:
    assert rename_node(text, "old", "new") == (renamed, count)


def test_r3_a_bare_expression_is_renamed_too() -> None:
    assert rename_node("outputs.old > 1", "old", "longer_name", bare=True) == ("outputs.longer_name > 1", 1)
    assert rename_node("outputs.old > 1", "old", "new") == ("outputs.old > 1", 0)


def test_r3_a_node_may_be_called_by_a_word_of_python() -> None:
    assert rename_node("{{ outputs.if.x + f'{outputs.if}' }}", "if", "for") == (
        "{{ outputs.for.x + f'{outputs.for}' }}",
        2,
    )


def test_other_roots_can_name_nodes() -> None:
    roots = frozenset({"outputs", "input"})

    assert rename_node("{{ input.old + outputs.old }}", "old", "new", roots=roots) == (
        "{{ input.new + outputs.new }}",
        2,
    )


def test_r3_a_config_is_renamed_in_all_its_fields_and_not_changed_itself() -> None:
    config = {
        "a": ["{{ outputs.old }}", {"b": "{{ outputs.old }}"}],
        "when": "outputs.old",
        "text": "outputs.old",
    }

    renamed, count = rename_in(config, "old", "new", conditions={"when"})

    assert count == 3
    assert renamed == {
        "a": ["{{ outputs.new }}", {"b": "{{ outputs.new }}"}],
        "when": "outputs.new",
        "text": "outputs.old",
    }
    assert config["when"] == "outputs.old"


def test_a_config_without_the_name_is_given_back_as_it_is() -> None:
    config = {"a": ["{{ outputs.other }}"]}

    assert rename_in(config, "old", "new") == (config, 0)
    assert rename_in(config, "old", "new")[0] is config
