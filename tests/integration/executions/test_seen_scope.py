"""Expressions tried on the data of an execution."""

from typing import Any

import pytest

from tests.integration.builder.cast import Api
from tests.integration.executions.stage import a_chain, a_node, a_workflow, an_actor, begin, carry

LOOP = a_chain(
    a_node("each", "flow.for_each", {"items": "{{ inputs.names }}"}),
    a_node("done", "flow.end", {"result": "{{ outputs.each }}"}),
)
LOOP["nodes"].append(a_node("greet", "data.set", {"fields": {"text": "Hello {{ item }}"}}, parent="each"))


@pytest.fixture
def alice() -> Api:
    return Api(an_actor()[0].user)  # type: ignore[arg-type]


@pytest.fixture
def ended() -> Any:
    execution = begin(a_workflow(LOOP), {"names": ["Ada", "Bob"]})
    carry()
    return execution


@pytest.mark.parametrize(
    ("text", "node", "path", "value"),
    [
        ("{{ inputs.names | length }}", "done", "", 2),
        ("{{ names }}", "done", "", ["Ada", "Bob"]),
        ("{{ outputs.each[1].text }}", "done", "", "Hello Bob"),
        ("{{ input[0].text }}", "done", "", "Hello Ada"),
        ("{{ item }} {{ index }}", "greet", "each[1]", "Bob 1"),
        ("{{ input }}", "greet", "each[0]", "Ada"),
        ("{{ workflow.name }}", "done", "", "greeting"),
    ],
)
def test_an_expression_is_tried_as_the_node_saw_it(
    alice: Api, ended: Any, text: str, node: str, path: str, value: Any
) -> None:
    body = {"text": text, "execution": str(ended.pk), "node": node, "path": path}

    answer = alice.call("POST", "expressions/preview/", body)

    assert answer.body == {"ok": True, "value": value}


def test_the_data_of_a_stranger_is_not_there(ended: Any) -> None:
    charlie = Api(an_actor("charlie", "elsewhere")[0].user)  # type: ignore[arg-type]

    answer = charlie.call(
        "POST", "expressions/preview/", {"text": "{{ inputs }}", "execution": str(ended.pk)}
    )

    assert answer.status == 404
