"""Who names what, and what an expression of a node may use."""

from typing import Any

from builder.api.expressions import scope_sources
from builder.services.create_credential import create_credential
from tests.integration.builder.cast import Cast

HOOK = {"type": "webhook_secret", "name": "Hook", "fields": {"secret": "a-secret-of-sixteen"}}


def test_a_credential_a_variable_and_a_workflow_know_who_names_them(cast: Cast) -> None:
    api = cast.api("alice")
    credential = create_credential(cast.project, cast.actor("alice"), **HOOK)
    variable = api.post("variables/", {"name": "city", "value": "Bonn"}).body
    called = cast.workflow("Called")
    nodes: list[dict[str, Any]] = [
        {"id": "hook", "type": "trigger.webhook", "config": {"path": "x", "credential": str(credential.pk)}},
        {"id": "say", "type": "data.set", "config": {"fields": {"x": "{{ vars.city }}"}}},
        {"id": "call", "type": "flow.subworkflow", "config": {"workflow": str(called.pk)}},
    ]
    caller = cast.workflow("Caller", {"nodes": nodes})

    uses = [
        api.get(f"{path}/uses/").body["results"]
        for path in (f"credentials/{credential.pk}", f"variables/{variable['id']}", f"workflows/{called.pk}")
    ]

    assert [[use["node"] for use in found] for found in uses] == [["hook"], ["say"], ["call"]]
    assert {use["workflow"] for found in uses for use in found} == {str(caller.pk)}


def test_the_scope_of_a_node_names_inputs_outputs_and_variables(cast: Cast) -> None:
    api = cast.api("bob")
    api.post("variables/", {"name": "city", "value": "Bonn"})

    scope = api.post(f"workflows/{cast.workflow().pk}/scope/", {"node": "done"}).body

    assert "city" in scope["properties"]["vars"]["properties"]
    assert set(scope["properties"]["outputs"]["properties"]) == {"start", "greet"}


def test_the_data_of_an_execution_comes_through_the_hook(cast: Cast) -> None:
    before = list(scope_sources)
    scope_sources[:] = [lambda actor, execution, node, path: {"outputs": {"greet": {"text": "Hello"}}}]
    execution = "00000000-0000-7000-8000-000000000001"
    api = cast.api("alice")
    try:
        body = {"text": "{{ outputs.greet.text }}", "execution": execution, "node": "done"}
        previewed = api.post("expressions/preview/", body)
        scope = api.post(f"workflows/{cast.workflow().pk}/scope/", {"node": "done", "execution": execution})
    finally:
        scope_sources[:] = before

    assert previewed.body["value"] == "Hello"
    assert "text" in scope.body["properties"]["outputs"]["properties"]["greet"]["properties"]
