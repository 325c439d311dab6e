"""The names that expressions see (R41), and what is told of a value that is not there."""

import pytest

from executions.engine.options import Options
from executions.engine.plan import compile_plan
from executions.engine.run_state import fold
from executions.engine.scheduler import carry
from executions.engine.twin import Twin

from .graphs import a_graph, a_scope, a_while, do, each
from .runs import created, ran
from .scripts import TYPES

NAMES = [
    ("inputs.name", "Ada"),
    ("name", "Ada"),
    ("outputs.a", "a"),
    ("input", "a"),
    ("vars.currency", "EUR"),
    ("execution.id", "run"),
    ("workflow.name", "Orders"),
    ("now[:10]", "2027-01-15"),
]


@pytest.mark.parametrize(("expression", "expected"), NAMES)
async def test_r41_names_at_the_top(expression: str, expected: object) -> None:
    plan, twin = compile_plan(a_graph("start > a > b", b=do(value=f"{{{{ {expression} }}}}")), TYPES), Twin()
    created(twin, {"name": "Ada"})
    options = Options(execution={"id": "run"}, workflow={"name": "Orders"}, variables={"currency": "EUR"})

    await carry(plan, twin.log, twin, options)

    assert fold(plan, twin.log).root.outputs["b"] == expected


def test_r41_names_inside_loops_are_those_of_the_nearest() -> None:
    graph = a_graph(
        "start > outer; outer: s; s: inner; inner: x",
        outer=each([10, 20]),
        s=a_scope(),
        inner=a_while("index < 2", state="a", next_state="state + 'a'"),
        x=do(value="{{ [item, index, state] }}"),
    )

    assert ran(graph).output("outer") == [[[10, 0, "a"], [10, 1, "aa"]], [[20, 0, "a"], [20, 1, "aa"]]]


def test_r41_an_input_never_hides_a_name_of_the_language() -> None:
    run = ran(a_graph("start > a", a=do(value="{{ execution.id }}")), {"execution": "mine"})

    assert run.output("a") == "run"


def test_r41_error_is_there_on_the_way_from_a_failure() -> None:
    graph = a_graph(
        "start > a > fine; a.error > b > c",
        a=do(fails=1, on_error="route"),
        c=do(value="{{ error.message }}"),
    )

    assert ran(graph).output("c") == "a failed"


@pytest.mark.parametrize("name", ["item", "state", "index", "error"])
def test_r41_a_name_that_does_not_exist_says_what_exists(name: str) -> None:
    run = ran(a_graph("start > a", a=do(value=f"{{{{ {name} }}}}")))

    assert run.error["kind"] == "validation"
    assert "outputs" in run.error["message"]


def test_r41_default_makes_the_output_of_a_skipped_node_optional() -> None:
    graph = a_graph(
        "start > if; if.false > no; if.true > b",
        **{"if": do(condition=True)},
        b=do(value="{{ outputs.no | default('-') }}"),
    )

    assert ran(graph).output("b") == "-"


def test_r41_what_comes_out_of_an_expression_is_never_evaluated_again() -> None:
    run = ran(a_graph("start > a", a=do(value="{{ inputs.text }}")), {"text": "{{ vars }}"})

    assert run.output("a") == "{{ vars }}"


def test_chance_is_the_same_after_a_crash() -> None:
    graph = a_graph("start > loop; loop: x", loop=each("{{ range(3) }}"), x=do(value="{{ uuid() }}"))

    first, second = ran(graph), ran(graph)

    assert first.output("loop") == second.output("loop")
    assert len(set(first.output("loop"))) == 3
