"""Which results need no walk because they are only parts of the scope, and that large data passes through."""

import threading
from typing import Any

import pytest

from nodes.expressions import Budget, ExpressionError, compile_expression
from nodes.expressions.borrowing import borrows
from nodes.expressions.source import Source


@pytest.mark.parametrize(
    "source",
    [
        "rows",
        "rows[0].a",
        "rows[1:]",
        "rows[key].a",
        "rows | default([])",
        "default(rows, {})",
        "rows if n else other",
        "rows or other",
        "rows | filter('a') | sort_by(lambda r: r.b) | first",
        "rows.filter(lambda r: r.a > 1).take(5)",
        "[r.a for r in rows if r.b]",
        "coalesce(rows, other)",
        "null",
        "'text'",
    ],
)
def test_parts_and_choices_are_borrowed(source: str) -> None:
    assert borrows(Source(source).parse())


@pytest.mark.parametrize(
    "source",
    [
        "[rows, rows]",
        "{'a': rows}",
        "rows * 2",
        "rows + rows",
        "concat(rows, rows)",
        "[rows for r in other]",
        "[[r, r] for r in rows]",
        "[a for a in rows for b in rows]",
        "rows | map(lambda r: rows)",
        "default([rows, rows], 1)",
        "[rows] | first",
        "(rows * 9) | filter('a')",
        "zip(rows, rows)",
        "[[1] * 9 for x in rows][1:]",
    ],
)
def test_what_is_put_together_is_not(source: str) -> None:
    assert not borrows(Source(source).parse())


@pytest.mark.parametrize(
    "source",
    ["rows", "rows | default([])", "rows | filter('ok')", "[r for r in rows if r.ok]", "rows | sort_by('n')"],
)
def test_a_hundred_thousand_rows_pass_through(source: str) -> None:
    rows = [{"n": n, "ok": True, "a": "x", "b": None, "c": [], "d": {}} for n in range(100_000)]

    value = compile_expression(source).evaluate({"rows": rows})

    assert len(value) == 100_000
    assert value[0] is rows[0]


def test_what_is_far_larger_written_out_than_in_memory_is_refused() -> None:
    scope = {"rows": [[1] * 1000] * 1000}

    with pytest.raises(ExpressionError, match=r"too many steps|too much memory"):
        compile_expression("[rows for x in range(1000)]").evaluate(scope, budget=Budget())


def test_one_expression_serves_many_threads_at_once() -> None:
    expression = compile_expression("[x * n for x in rows if x > 1] | map(lambda x: x + n) | sum")
    found: dict[int, set[Any]] = {}

    def evaluate(n: int) -> None:
        scope = {"rows": list(range(50)), "n": n}
        found[n] = {expression.evaluate(scope) for _ in range(200)}

    threads = [threading.Thread(target=evaluate, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {n: {sum(x * n + n for x in range(2, 50))} for n in range(8)}
