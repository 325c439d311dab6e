"""Variables of a project, plain and secret."""

from typing import Any

import pytest

from builder.models import Variable
from builder.sealed import opened
from tests.integration.builder.cast import Cast


@pytest.mark.parametrize("value", [1, 1.5, "text", "", None, True, [1, {"a": None}], {"b": 1, "a": 2}])
def test_a_plain_variable_keeps_any_json_value(cast: Cast, value: Any) -> None:
    made = cast.api("bob").post("variables/", {"name": "city", "value": value})

    assert made.status == 201
    assert cast.api("alice").get(f"variables/{made.body['id']}/").body["value"] == value


def test_a_secret_variable_is_written_only(cast: Cast) -> None:
    api = cast.api("alice")

    made = api.post("variables/", {"name": "key", "value": "the-secret", "is_secret": True})
    changed = api.patch(f"variables/{made.body['id']}/", {"value": "another-secret"})

    assert (made.body["value"], changed.body["value"]) == (None, None)
    assert b"secret-" not in api.get("variables/").raw
    assert Variable.objects.get().value is None
    assert opened(Variable.objects.get()) == "another-secret"


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"name": "1st", "value": 1}, "name"),
        ({"name": "a b", "value": 1}, "name"),
        ({"name": "ünï", "value": 1}, "name"),
        ({"name": "x"}, "value"),
        ({"name": "x", "value": 1, "is_secret": True}, "value"),
        ({"name": "x", "value": 1, "is_secret": "yes"}, "is_secret"),
    ],
)
def test_a_wrong_variable_is_refused(cast: Cast, body: dict[str, Any], path: str) -> None:
    refused = cast.api("alice").post("variables/", body)

    assert refused.status == 400
    assert refused.body["errors"][0]["path"] == path


def test_a_name_is_taken_once_per_project(cast: Cast) -> None:
    cast.api("alice").post("variables/", {"name": "city", "value": 1})

    assert cast.api("alice").post("variables/", {"name": "city", "value": 2}).status == 400
    assert cast.api("charlie").post("variables/", {"name": "city", "value": 3}).status == 201


def test_validation_knows_the_variables_of_the_project(cast: Cast) -> None:
    workflow = cast.workflow()
    document = {
        "nodes": [
            {"id": "start", "type": "trigger.manual"},
            {"id": "a", "type": "data.set", "config": {"fields": {"x": "{{ vars.city }}"}}},
        ],
        "edges": [{"source": "start", "target": "a"}],
    }
    path = f"workflows/{workflow.pk}/validate/"

    before = cast.api("bob").post(path, {"document": document}).body["problems"]
    cast.api("bob").post("variables/", {"name": "city", "value": "Bonn"})
    after = cast.api("bob").post(path, {"document": document}).body["problems"]

    assert "a" in {problem["node"] for problem in before}
    assert "a" not in {problem["node"] for problem in after}


def test_an_expression_is_tried_with_the_variables_and_given_data(cast: Cast) -> None:
    api = cast.api("alice")
    api.post("variables/", {"name": "city", "value": "Bonn"})
    api.post("variables/", {"name": "key", "value": "the-secret", "is_secret": True})

    plain = api.post("expressions/preview/", {"text": "{{ vars.city }} {{ x }}", "scope": {"x": 1}})
    typed = api.post("expressions/preview/", {"text": "{{ [1, 2] }}"})
    bare = api.post("expressions/preview/", {"text": "x > 1", "bare": True, "scope": {"x": 2}})
    wrong = api.post("expressions/preview/", {"text": "{{ nothing.here }}"})
    secret = api.post("expressions/preview/", {"text": "{{ vars.key }}"})

    assert plain.body == {"ok": True, "value": "Bonn 1"}
    assert typed.body["value"] == [1, 2]
    assert bare.body["value"] is True
    assert wrong.body["ok"] is False
    assert wrong.body["error"]["column"] >= 1
    assert secret.body["ok"] is False
