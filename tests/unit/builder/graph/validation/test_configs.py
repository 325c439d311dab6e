"""Configs and settings: wrong values are told by their field, values that an expression will give are let pass."""

from typing import Any

import pytest

from builder.graph.validation import Surroundings
from tests.unit.builder.graph.builders import a_document, problems_of

Case = tuple[dict[str, Any], str, str, str]

CONFIGS: dict[str, Case] = {
    "a field that is missing": (
        {"type": "t.request"},
        "required",
        "config.url",
        "“URL” is missing. Fill it in.",
    ),
    "a field that does not exist": (
        {"type": "t.request", "config": {"url": "x", "timout": 3}},
        "unknown_field",
        "config.timout",
        "Did you mean `timeout`?",
    ),
    "text for a number": (
        {"type": "t.request", "config": {"url": "x", "timeout": "soon"}},
        "wrong_type",
        "config.timeout",
        "must be a whole number; found “soon”",
    ),
    "a number out of range": (
        {"type": "t.request", "config": {"url": "x", "timeout": 999}},
        "invalid",
        "config.timeout",
        "“Timeout” must be less than or equal to 300; found 999",
    ),
    "a number for text": (
        {"type": "t.request", "config": {"url": 5}},
        "wrong_type",
        "config.url",
        "must be text; found 5",
    ),
    "an empty text": (
        {"type": "t.request", "config": {"url": ""}},
        "invalid",
        "config.url",
        "at least 1 character",
    ),
    "a list for an object": (
        {"config": {"fields": []}},
        "wrong_type",
        "config.fields",
        "must be an object; found a list",
    ),
    "a field inside a list": (
        {"type": "t.switch", "config": {"cases": [{"key": 1, "when": "true"}]}},
        "wrong_type",
        "config.cases[0].key",
        "“Port”",
    ),
}

SETTINGS: dict[str, Case] = {
    "an unknown setting": (
        {"settings": {"retries": 3}},
        "unknown_field",
        "settings.retries",
        "Did you mean `retry`?",
    ),
    "attempts as text": (
        {"settings": {"retry": {"attempts": "3"}}},
        "wrong_type",
        "settings.retry.attempts",
        "whole number",
    ),
    "an unknown retry field": (
        {"settings": {"retry": {"atempts": 3}}},
        "unknown_field",
        "settings.retry.atempts",
        "`attempts`",
    ),
    "an unknown reaction": (
        {"settings": {"on_error": "ignore"}},
        "invalid",
        "settings.on_error",
        "`fail`, `continue`, `route`, `default` or `park`; found “ignore”",
    ),
    "a timeout of nothing": (
        {"settings": {"node_timeout": 0}},
        "invalid",
        "settings.node_timeout",
        "greater than 0",
    ),
    "an unknown join": ({"settings": {"join": "some"}}, "invalid", "settings.join", "found “some”"),
    "a count of zero": (
        {"settings": {"join": {"count": 0}}},
        "invalid",
        "settings.join.count",
        "greater than or equal to 1",
    ),
}


@pytest.mark.parametrize("name", [*CONFIGS, *SETTINGS])
def test_what_is_wrong_is_told_by_its_field(name: str) -> None:
    node, code, field, told = {**CONFIGS, **SETTINGS}[name]

    found = problems_of(a_document("start > a", a=node))

    assert [(problem.code, problem.node, problem.field) for problem in found] == [(code, "a", field)]
    assert told in found[0].message


@pytest.mark.parametrize(
    "config",
    [
        {"url": "x", "timeout": "{{ outputs.start.seconds }}"},
        {"url": "{{ outputs.start.url }}", "timeout": 5},
        {"url": "x", "login": "{{ outputs.start.login }}"},
    ],
    ids=str,
)
def test_a_value_that_an_expression_gives_is_let_pass(config: dict[str, Any]) -> None:
    assert problems_of(a_document("start > a", a={"type": "t.request", "config": config})) == []


def test_a_wrong_value_beside_an_expression_is_still_told() -> None:
    config = {"url": "{{ outputs.start.url }}", "timeout": "soon"}

    found = problems_of(a_document("start > a", a={"type": "t.request", "config": config}))

    assert [problem.field for problem in found] == ["config.timeout"]


def test_code_is_no_expression() -> None:
    node = {"type": "t.code", "config": {"source": "x = '{{ not an expression'"}}

    assert problems_of(a_document("start > a", a=node)) == []


WORKFLOW_SETTINGS = {
    "an unknown setting": ({"concurency": 3}, "settings.concurency", "Did you mean `concurrency`?"),
    "no concurrency": ({"concurrency": 0}, "settings.concurrency", "greater than or equal to 1"),
    "an unknown reaction": ({"on_failure": "stop"}, "settings.on_failure", "`fail_fast` or `drain`"),
    "a limit without a name": ({"limits": [{"max": 1}]}, "settings.limits[0].name", "“Name” is missing"),
}


@pytest.mark.parametrize("name", WORKFLOW_SETTINGS)
def test_settings_of_the_workflow_are_checked(name: str) -> None:
    given, field, told = WORKFLOW_SETTINGS[name]

    found = problems_of(a_document("start > a", around={"settings": given}))

    assert [problem.field for problem in found] == [field]
    assert told in found[0].message


CREDENTIALS = Surroundings(credentials={"c1": "http_basic", "c2": "smtp"})


@pytest.mark.parametrize(
    ("login", "code"),
    [
        ("c1", None),
        ("c2", "wrong_credential"),
        ("foreign", "unknown_credential"),
        ("", None),
        ("{{ vars.x }}", None),
    ],
)
def test_a_credential_is_of_the_project_and_fits(login: str, code: str | None) -> None:
    node = {"type": "t.request", "config": {"url": "x", "login": login}}

    found = problems_of(a_document("start > a", a=node), CREDENTIALS)

    assert [(problem.code, problem.field) for problem in found] == ([(code, "config.login")] if code else [])


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ({"workflow": "w", "inputs": {"name": "x"}}, None),
        ({"workflow": "w", "inputs": "{{ input }}"}, None),
        ({"workflow": "w"}, "required_input"),
        ({"workflow": "gone"}, "unknown_workflow"),
        ({"workflow": ""}, "required"),
        ({"workflow": "{{ input.which }}"}, None),
    ],
    ids=str,
)
def test_a_called_workflow_is_there_and_gets_what_it_requires(
    config: dict[str, Any], code: str | None
) -> None:
    around = Surroundings(
        workflows={"w": {"required": ["name", "age"], "properties": {"age": {"default": 3}}}}
    )

    found = problems_of(a_document("start > a", a={"type": "t.call", "config": config}), around)

    assert [problem.code for problem in found] == ([code] if code else [])


INPUTS = {
    "properties that are a list": ({"properties": []}, "inputs.properties"),
    "a type that there is not": ({"properties": {"a": {"type": "text"}}}, "inputs.properties.a.type"),
    "an input that is text": ({"properties": {"a": "text"}}, "inputs.properties.a"),
    "another type than object": ({"type": "array"}, "inputs.type"),
    "required as text": ({"required": "a"}, "inputs.required"),
    "a required input that is not described": ({"required": ["a"]}, "inputs.required[0]"),
    "a name that is a word of the language (R41)": ({"properties": {"class": {}}}, "inputs.properties.class"),
    "a name that is taken (R41)": ({"properties": {"outputs": {}}}, "inputs.properties.outputs"),
}


@pytest.mark.parametrize("name", INPUTS)
def test_the_inputs_are_a_usable_schema(name: str) -> None:
    schema, field = INPUTS[name]

    found = problems_of(a_document("start > a", around={"inputs": schema}))

    assert [problem.field for problem in found] == [field]


@pytest.mark.parametrize(
    "nodes",
    [
        {"a": {"type": "t.request", "disabled": True}},
        {"a": {"type": "t.gone", "disabled": True}},
        {"a": {"config": {"fields": {"x": "{{ 1 +"}}, "disabled": True}},
        {"loop": {"type": "t.each", "disabled": True}, "x": {"type": "t.request", "parent": "loop"}},
    ],
    ids=str,
)
def test_what_is_wrong_inside_a_disabled_node_forbids_nothing(nodes: dict[str, Any]) -> None:
    """R46"""
    severities = {
        problem.severity for problem in problems_of(a_document(f"start > {next(iter(nodes))}", **nodes))
    }

    assert severities == {"warning"}


def test_a_broken_expression_in_the_settings_of_the_workflow_is_told() -> None:
    limits = {"limits": [{"name": "one", "key": "{{ inputs. }}", "max": 1}]}

    found = problems_of(a_document("start > a", around={"settings": limits}))

    assert [(problem.code, problem.field) for problem in found] == [("expression", "settings.limits[0].key")]
