"""Chance and time: the same seed draws the same, and without an execution there is none."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from nodes.expressions import Entropy, ExpressionError, compile_expression, resolve

SOURCES = "[random(), random_int(1, 100), uuid(), choice([1, 2, 3]), shuffle([1, 2, 3, 4]), random_text(5), today()]"


def _drawn(seed: str) -> object:
    return compile_expression(SOURCES).evaluate({}, entropy=Entropy(seed, 1_795_199_400))


def test_a_replay_sees_the_same() -> None:
    assert _drawn("execution:node:1") == _drawn("execution:node:1")


def test_another_seed_draws_otherwise() -> None:
    assert _drawn("execution:node:1") != _drawn("execution:node:2")


def test_each_call_draws_anew() -> None:
    config = {"a": "{{ uuid() }}", "b": "{{ uuid() }}"}

    resolved = resolve(config, {}, entropy=Entropy("s", 0.0))

    assert resolved["a"] != resolved["b"]
    assert resolved == resolve(config, {}, entropy=Entropy("s", 0.0))


def test_the_moment_is_kept_in_utc() -> None:
    zone = timezone(timedelta(hours=2))

    assert Entropy("s", datetime(2026, 11, 20, 1, tzinfo=zone)).now == datetime(2026, 11, 19, 23, tzinfo=UTC)
    assert Entropy("s", 0.0).now == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("source", ["random()", "uuid()", "today()"])
def test_without_an_execution_there_is_neither_chance_nor_time(source: str) -> None:
    with pytest.raises(ExpressionError, match="come from an execution"):
        compile_expression(source).evaluate({})


def test_the_name_now_of_the_scope_serves_today() -> None:
    assert compile_expression("today()").evaluate({"now": "2026-11-20T18:30:00Z"}) == "2026-11-20"


def test_numbers_are_spread_evenly() -> None:
    entropy = Entropy("spread", 0.0)
    drawn = [entropy.below(4) for _ in range(4000)]

    assert all(800 < drawn.count(number) < 1200 for number in range(4))
    assert all(0 <= entropy.fraction() < 1 for _ in range(100))
