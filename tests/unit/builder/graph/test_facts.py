"""What a node says by itself is worked out once, whatever graph it is in."""

from typing import Any

from builder.graph.facts import facts_of
from tests.unit.builder.graph.builders import REGISTRY


def of(config: dict[str, Any], kind: str = "t.step", settings: dict[str, Any] | None = None) -> Any:
    return facts_of(REGISTRY.get(kind), config, settings or {})


def test_equal_configs_share_their_facts() -> None:
    assert of({"fields": {"a": "{{ input }}"}}) is of({"fields": {"a": "{{ input }}"}})


def test_one_and_true_are_different_configs() -> None:
    assert of({"fields": {}, "x": 1}) is not of({"fields": {}, "x": True})


def test_another_type_or_setting_has_facts_of_its_own() -> None:
    config = {"fields": {"a": 1}}

    assert of(config) is not of(config, "t.request")
    assert of(config) is not of(config, settings={"on_error": "park"})


def test_names_are_listed_with_their_field_and_place() -> None:
    found = of({"fields": {"a": ["x", "{{ outputs.start.rows[0] }}"]}}).uses

    assert [(use.field, use.name.path, use.name.start, use.name.end) for use in found] == [
        ("config.fields.a[1]", ("outputs", "start", "rows", 0), 3, 24)
    ]


def test_plain_paths_and_compiled_expressions_agree() -> None:
    """The quick reading of `{{ a.b }}` gives what the language itself says."""
    for text in ("{{ a.b }}", "x {{a}} y {{ b.c_d.e1 }}", "{{ inputs.x }}\n{{ y }}"):
        quick = of({"fields": {"t": text}}).uses
        slow = of({"fields": {"t": text + " {{ [] }}"}}).uses

        assert [use.name for use in quick] == [use.name for use in slow]


def test_words_of_the_language_are_no_names() -> None:
    assert of({"fields": {"t": "{{ true }} {{ null }} {{ None }}"}}).uses == ()
