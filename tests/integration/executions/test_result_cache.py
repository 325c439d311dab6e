"""Results that are kept under what made them, and used again (R42)."""

from collections.abc import Iterator
from typing import Any

import pytest

from executions.models import Event, NodeRun
from tests.integration.executions.stage import a_chain, a_node, a_workflow, begin, carry, now


@pytest.fixture(autouse=True)
def runs(spy: None) -> Iterator[list[str]]:
    # Found among the node types of an app, so it is read when Django stands.
    from tests.integration.executions.spy.workflow_nodes import runs

    runs.clear()
    yield runs
    runs.clear()


def a_counting_workflow(seconds: float | None = 60, name: str = "counting") -> Any:
    settings = {"cache": {"seconds": seconds}} if seconds else {}
    counted = a_node("count", "spy.counted", {"word": "{{ inputs.word }}"}, settings=settings)
    schema = {"type": "object", "properties": {"word": {"type": "string"}}}
    return a_workflow(a_chain(counted, inputs=schema), name=name)


def ran_cached(execution: Any) -> bool:
    return NodeRun.objects.get(execution=execution, node="count").cached


def test_R42_the_second_run_says_cached_and_runs_nothing(runs: list[str]) -> None:
    workflow = a_counting_workflow()
    first = begin(workflow, {"word": "a"})
    carry()
    second = begin(workflow, {"word": "a"})
    carry()

    assert runs == ["a"]
    assert (ran_cached(first), ran_cached(second)) == (False, True)
    assert now(second).result == now(first).result == {"count": {"word": "a"}}
    assert Event.objects.get(execution=second, kind="node.completed", node="count").data["cached"] is True


def test_R42_another_config_is_another_result(runs: list[str]) -> None:
    workflow = a_counting_workflow()
    for word in ("a", "b"):
        begin(workflow, {"word": word})
        carry()

    assert runs == ["a", "b"]


def test_R42_nothing_is_kept_that_was_not_asked_for(runs: list[str]) -> None:
    workflow = a_counting_workflow(seconds=None)
    for _ in range(2):
        begin(workflow, {"word": "a"})
        carry()

    assert runs == ["a", "a"]


def test_R42_what_a_lazy_field_names_is_part_of_the_key() -> None:
    keep = a_node(
        "keep",
        "data.filter",
        {"items": [1, 2, 3], "condition": "item >= least"},
        settings={"cache": {"seconds": 60}},
    )
    schema = {"type": "object", "properties": {"least": {"type": "number"}}}
    end = a_node("done", "flow.end", {"result": "{{ outputs.keep }}"})
    workflow = a_workflow(a_chain(keep, end, inputs=schema), name="filtering")
    results = []
    for least in (2, 3):
        execution = begin(workflow, {"least": least})
        carry()
        results.append(now(execution).result)

    assert results == [[2, 3], [3]]
