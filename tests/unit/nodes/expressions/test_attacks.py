"""Known attacks on expression engines: each ends soon, small and without a trace of the host (security rule 1)."""

import ast
import threading
import tracemalloc
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import nodes.expressions
from nodes.expressions import (
    Budget,
    ExpressionError,
    compile_expression,
    compile_template,
    completions,
    infer,
    names_in,
    rename_node,
)
from nodes.expressions.limits import MEMORY, STEPS
from nodes.expressions.values import KINDS, measure
from tests.unit.nodes.expressions import attacks
from tests.unit.nodes.expressions.scopes import SCOPE, an_entropy

STACK = 1 << 20
"""The smallest stack that a worker's thread may have."""

PATIENCE = 60
"""Seconds after which a test says that an expression hangs, instead of hanging itself."""


def _deep_list(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


ATTACKED = {**SCOPE, "deep": _deep_list(95), "x": 5, "a": {"b": [1]}}


def _in_small_thread(work: Any) -> Any:
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            outcome.append(error)

    before = threading.stack_size(STACK)
    try:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join(PATIENCE)
    assert outcome, "it hangs"
    return outcome[0]


@pytest.mark.parametrize("source", attacks.ALL, ids=[repr(source[:50]) for source in attacks.ALL])
def test_an_attack_gives_json_or_an_error_on_a_small_stack(source: str) -> None:
    budget = Budget()
    before = deepcopy(ATTACKED)

    outcome = _in_small_thread(
        lambda: compile_expression(source).evaluate(ATTACKED, entropy=an_entropy(), budget=budget)
    )

    if not isinstance(outcome, ExpressionError):
        assert type(outcome) in KINDS, outcome
        measure(Budget(), outcome)
    assert before == ATTACKED
    assert budget.steps <= STEPS


@pytest.mark.parametrize("source", attacks.ESCAPES)
def test_no_attack_reaches_the_host(source: str) -> None:
    outcome = _outcome(source)

    assert "object at 0x" not in str(outcome)
    assert isinstance(outcome, ExpressionError | str) or outcome in (None, [None])


def _outcome(source: str) -> Any:
    try:
        return compile_expression(source).evaluate(ATTACKED, entropy=an_entropy())
    except ExpressionError as error:
        return error


@pytest.mark.parametrize("source", attacks.NESTING, ids=[repr(source[:50]) for source in attacks.NESTING])
def test_the_editor_s_questions_survive_attacks_too(source: str) -> None:
    questions = [
        lambda: compile_template("{{" + source + "}}"),
        lambda: compile_template("{{" + source),
        lambda: completions(source, len(source), {}, bare=True),
        lambda: infer(source, {}),
        lambda: rename_node(source, "a", "b", bare=True),
        lambda: names_in(["{{" + source + "}}"]),
    ]

    for question in questions:
        outcome = _in_small_thread(question)
        assert not isinstance(outcome, BaseException) or isinstance(outcome, ExpressionError), outcome


@pytest.mark.parametrize(
    "piece", ["{{{ }}", "{{'}}", '{{"""}}', "{{ 1 }}", "{{(}}", "{{ {'a' }}", "{{", "}}", "{ {"]
)
def test_a_long_text_of_braces_takes_no_time_by_its_square(piece: str) -> None:
    text = piece * (900_000 // len(piece))
    questions: list[Any] = [
        compile_template,
        lambda text: rename_node(text, "a", "b"),
        lambda text: names_in([text]),
    ]

    for question in questions:
        outcome = _in_small_thread(partial(question, text))
        assert not isinstance(outcome, BaseException) or isinstance(outcome, ExpressionError), outcome


def test_memory_is_charged_before_it_is_taken() -> None:
    tracemalloc.start()
    try:
        for source in attacks.MEMORY:
            tracemalloc.reset_peak()
            with pytest.raises(ExpressionError):
                compile_expression(source).evaluate(ATTACKED, entropy=an_entropy())
            assert tracemalloc.get_traced_memory()[1] < 2 * MEMORY, source
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("source", attacks.WORK, ids=[source[:50] for source in attacks.WORK])
def test_work_is_cut_off(source: str) -> None:
    with pytest.raises(ExpressionError, match=r"too many steps|too much memory|no time zone"):
        compile_expression(source).evaluate(ATTACKED, entropy=an_entropy())


@pytest.mark.parametrize("depth", [300, 600, 800, 900, 940])
def test_a_deep_caller_gets_a_value_or_an_error(depth: int) -> None:
    source = "[" * 35 + "1" + "]" * 35

    def call(levels: int) -> Any:
        if levels:
            return call(levels - 1)
        try:
            return compile_expression(source + " " * depth).evaluate({})
        except ExpressionError as error:
            return error

    outcome = _in_small_thread(lambda: call(depth))

    assert isinstance(outcome, list | ExpressionError)


def test_the_package_has_no_way_to_run_code() -> None:
    folder = Path(nodes.expressions.__file__).parent
    forbidden = {
        "eval",
        "exec",
        "compile",
        "getattr",
        "setattr",
        "vars",
        "globals",
        "locals",
        "open",
        "__import__",
    }
    allowed = {("source.py", "getattr"), ("names.py", "getattr"), ("inference.py", "getattr")}
    found = {
        (path.name, node.func.id)
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in forbidden
    }

    assert found <= allowed
