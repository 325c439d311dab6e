"""Large runs: what they hold in memory and what they touch (R10, R15). No clock is looked at."""

import asyncio
from typing import Any

import pytest

from executions.engine.machine import Machine
from executions.engine.options import Options
from executions.engine.run_state import RunState, fold
from executions.engine.scheduler import Carrier
from executions.engine.twin import Twin

from .graphs import a, a_graph, do, each
from .runs import created, plan_of


class Watching(Twin):
    """Notes the largest number of passes that are kept at once."""

    most = 0
    state: RunState

    def run_inline(self, call: Any) -> Any:
        self.most = max(self.most, len(self.state.frames))
        return super().run_inline(call)


def carried(graph: Any) -> Watching:
    plan, twin = plan_of(graph), Watching(keep_log=False)
    created(twin, {})
    options = Options()
    twin.state = fold(plan, twin.log)
    asyncio.run(Carrier(Machine(plan, twin.state, options), twin, options).carry())
    return twin


@pytest.mark.parametrize("items", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_r15_a_loop_keeps_its_window_and_its_results(items: int) -> None:
    graph = a_graph("start > loop; loop: x", loop=each(items, concurrency=50), x=do(value="{{ item * 2 }}"))

    twin = carried(graph)

    assert twin.state.status == "completed"
    assert twin.state.root.outputs["loop"] == [2 * item for item in range(items)]
    assert twin.most <= 51


def test_r15_loops_in_loops_keep_the_windows_of_both() -> None:
    graph = a_graph(
        "start > outer; outer: inner; inner: x", outer=each(60, concurrency=4), inner=each(60, concurrency=3)
    )

    twin = carried(graph)

    assert twin.state.status == "completed"
    assert twin.most <= 1 + 4 + 4 * 3


def test_a_chain_and_a_fan_of_thousands_come_to_their_end() -> None:
    names = [f"n{number}" for number in range(3_000)]
    echoes = {name: a("echo") for name in names}

    deep = carried(a_graph("start > " + " > ".join(names), **echoes))
    wide = carried(a_graph("start > " + ", ".join(names) + " > last", last=a("echo"), **echoes))

    assert deep.state.status == wide.state.status == "completed"
    assert len(wide.state.root.outputs["last"]) == 3_000


def test_a_branch_of_thousands_that_is_not_taken_is_skipped() -> None:
    names = [f"n{number}" for number in range(3_000)]

    twin = carried(a_graph("start > pick; pick.never > " + " > ".join(names), pick=do(ports={"main": 1})))

    assert twin.state.status == "completed"
    assert twin.recorded == 3_000 + 4
