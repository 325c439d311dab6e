"""Whatever is written, evaluation ends in JSON or in an error, within its budget, and leaves its data alone."""

from contextlib import suppress
from copy import deepcopy
from typing import Any

import orjson
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nodes.expressions import (
    FUNCTIONS,
    Budget,
    ExpressionError,
    compile_expression,
    compile_template,
    completions,
    infer,
    names_in,
    rename_node,
    resolve,
)
from nodes.expressions.functions import METHODS
from nodes.expressions.limits import MEMORY, STEPS
from nodes.expressions.scanner import end_of_placeholder
from nodes.expressions.values import measure
from tests.unit.nodes.expressions.scopes import an_entropy

NAMES = ("a", "b", "rows", "text", "n", "x", "outputs", "missing")
SCOPE: dict[str, Any] = {
    "a": {"b": [1, 2, {"c": None}], "x": "y"},
    "b": [3, 1.5, None, "z", True],
    "rows": [{"n": 1, "text": "é"}, {"n": 2, "text": "{{ a }}"}],
    "text": "2026-11-20T10:00:00Z",
    "n": 7,
    "x": -0.5,
    "outputs": {"a": {"text": "hello world"}, "b": [[1], [2, [3]]]},
}
QUICK = settings(max_examples=150, deadline=None)


def _literals() -> st.SearchStrategy[str]:
    return st.one_of(
        st.integers(-(10**20), 10**20).map(repr),
        st.floats(allow_nan=False, allow_infinity=False).map(repr),
        st.text(max_size=8).map(repr),
        st.sampled_from(
            ["null", "true", "false", "None", "''", "[]", "{}", "'%Y'", "'n'", "'a.b'", "'(a+)+'", "10**9"]
        ),
        st.sampled_from(NAMES),
    )


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    binary = st.sampled_from(
        [
            "+",
            "-",
            "*",
            "/",
            "//",
            "%",
            "**",
            "and",
            "or",
            "==",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "in",
            "not in",
            "is",
            "|",
            "@",
        ]
    )
    functions, methods = st.sampled_from(sorted(FUNCTIONS)), st.sampled_from(sorted(METHODS))
    arguments = st.lists(st.one_of(inner, inner.map(lambda body: f"lambda x: {body}")), max_size=3).map(
        ", ".join
    )
    names = st.sampled_from(NAMES)
    return st.one_of(
        st.tuples(inner, binary, inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(st.sampled_from(["-", "+", "not ", "~"]), inner).map("".join).map(lambda s: f"({s})"),
        st.tuples(inner, names).map(lambda p: f"{p[0]}.{p[1]}"),
        st.tuples(inner, inner).map(lambda p: f"{p[0]}[{p[1]}]"),
        st.tuples(inner, inner, inner).map(lambda p: f"{p[0]}[{p[1]}:{p[2]}]"),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} if {p[1]} else {p[2]})"),
        st.lists(inner, max_size=3).map(lambda p: f"[{', '.join(p)}]"),
        st.lists(st.tuples(inner, inner), max_size=3).map(
            lambda p: "{" + ", ".join(f"{k}: {v}" for k, v in p) + "}"
        ),
        st.tuples(inner, names, inner, inner).map(lambda p: f"[{p[0]} for {p[1]} in {p[2]} if {p[3]}]"),
        st.tuples(inner, inner, inner).map(lambda p: "{" + f"{p[0]}: {p[1]} for a, b in {p[2]}" + "}"),
        st.tuples(functions, arguments).map(lambda p: f"{p[0]}({p[1]})"),
        st.tuples(inner, functions, arguments).map(lambda p: f"({p[0]} | {p[1]}({p[2]}))"),
        st.tuples(inner, methods, arguments).map(lambda p: f"{p[0]}.{p[1]}({p[2]})"),
        inner.filter(lambda s: not set(s) & set("'\"\\{}")).map(lambda s: f"f'a{{{s}:>9}}b'"),
        inner.map(lambda s: f"({s} | default(1))"),
    )


SOURCES = st.recursive(_literals(), _larger, max_leaves=12)


def _spent(source: str, scope: dict[str, Any]) -> tuple[Any, Budget]:
    budget = Budget()
    try:
        return compile_expression(source).evaluate(scope, entropy=an_entropy(), budget=budget), budget
    except ExpressionError as error:
        return error, budget


def _check(source: str) -> None:
    scope = deepcopy(SCOPE)

    outcome, budget = _spent(source, scope)

    assert scope == SCOPE
    assert budget.steps <= STEPS
    assert budget.memory <= MEMORY
    if isinstance(outcome, ExpressionError):
        assert outcome.message
        assert 1 <= outcome.column <= outcome.end_column
    else:
        measure(Budget(), outcome)
        written = orjson.dumps(outcome)
        again, _ = _spent(source, scope)
        assert orjson.dumps(again) == written


@QUICK
@given(SOURCES)
@example("[[[1] * 1000] * 1000] * 1000")
@example("(rows | map(lambda x: (x | default(1)))).sort_by('n')")
def test_a_made_up_expression_ends_in_json_or_an_error(source: str) -> None:
    _check(source)


@QUICK
@given(st.text(max_size=60))
@example("'\\")
@example("{{")
@example("f'{'")
def test_any_text_ends_in_json_or_an_error(source: str) -> None:
    _check(source)


@QUICK
@given(st.text(alphabet="ab.[](){}'\"\\|+-*/%<>=!,:# \nfr01outpus_é\ud800\0", max_size=80))
def test_any_heap_of_signs_ends_in_json_or_an_error(source: str) -> None:
    _check(source)


@QUICK
@given(st.text(alphabet="{}'\"\\ abf.:[]()|\n", max_size=60), st.integers(0, 60))
def test_any_template_can_be_asked_anything(text: str, position: int) -> None:
    with suppress(ExpressionError):
        compile_template(text).evaluate(SCOPE)
    names_in([text])
    assert rename_node(text, "zz", "yy") == (text, 0)
    completions(text, min(position, len(text)), {"properties": {"a": {}}})
    completions(text, min(position, len(text)), {"properties": {"a": {}}}, bare=True)


@QUICK
@given(SOURCES, st.integers(0, 200))
def test_types_and_completions_of_made_up_expressions_never_fail(source: str, position: int) -> None:
    schema = {"properties": {name: {"type": "array", "items": {"$ref": "#"}} for name in NAMES}}
    with suppress(ExpressionError):
        infer(source, schema)
    completions(source[:position], min(position, len(source)), schema, bare=True)


@QUICK
@given(SOURCES)
def test_an_expression_in_braces_is_found_whole(source: str) -> None:
    text = "a {{ " + source + " }} b {{ n }}"

    assert not _compiles(source) or end_of_placeholder(text, 4) == 4 + len(f" {source} ")


def _compiles(source: str) -> bool:
    try:
        compile_expression(source)
    except ExpressionError:
        return False
    return True


@QUICK
@given(SOURCES)
def test_r3_renaming_there_and_back_changes_nothing(source: str) -> None:
    renamed, count = rename_node(source, "a", "zz9", bare=True)
    back, counted = rename_node(renamed, "zz9", "a", bare=True)

    assert (back, counted) == (source, count)
    if _compiles(source):
        reads = [use.path for use in compile_expression(source).names]
        expected = [("outputs", "zz9", *path[2:]) if path[:2] == ("outputs", "a") else path for path in reads]
        assert [use.path for use in compile_expression(renamed).names] == expected


JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-9, 9),
        st.text(max_size=5).filter(lambda text: "{{" not in text),
        st.just("{{ a.x }}"),
        st.just("{{ n }} x"),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


@QUICK
@given(JSON, st.text(alphabet="{} an.é", max_size=10))
def test_r41_a_config_is_evaluated_once(config: Any, data: str) -> None:
    before = deepcopy(config)
    scope = {"a": {"x": "{{ n }}" + data}, "n": 7}

    resolved = resolve(config, scope)

    assert config == before
    assert resolved == _by_hand(config, scope)


def _by_hand(config: Any, scope: dict[str, Any]) -> Any:
    if isinstance(config, dict):
        return {key: _by_hand(value, scope) for key, value in config.items()}
    if isinstance(config, list):
        return [_by_hand(value, scope) for value in config]
    return (
        {"{{ a.x }}": scope["a"]["x"], "{{ n }} x": "7 x"}.get(config, config)
        if isinstance(config, str)
        else config
    )


ARITHMETIC = st.recursive(
    st.one_of(
        st.integers(-99, 99).map(repr),
        st.floats(-99, 99).map(repr),
        st.sampled_from(["True", "'ab'", "[1, 'c']", "None"]),
    ),
    lambda inner: st.one_of(
        st.tuples(
            inner,
            st.sampled_from(["+", "-", "*", "/", "//", "%", "<", "<=", "==", "!=", "and", "or", "in"]),
            inner,
        ).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} if {p[1]} else {p[2]})"),
        inner.map(lambda p: f"(not {p})"),
        inner.map(lambda p: f"[{p}, {p}][0]"),
    ),
    max_leaves=8,
)


@QUICK
@given(ARITHMETIC)
def test_what_python_can_work_out_comes_out_as_in_python(source: str) -> None:
    outcome, _ = _spent(source, {})

    if not isinstance(outcome, ExpressionError):
        assert outcome == eval(source)  # the oracle: the source holds nothing but numbers, text and operators
