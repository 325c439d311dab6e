"""What a lost worker, a lost lease and a stopping worker leave behind (R31–R33, R36)."""

import asyncio

import pytest

from executions.engine.options import Options
from executions.engine.port import HandedBack, LeaseLost
from executions.engine.run_state import fold
from executions.engine.scheduler import carry
from executions.engine.twin import Crashed, Twin

from .graphs import a, a_graph, do, each, send, work
from .runs import Ran, carry_on, created, plan_of, ran, told


def lost_in(graph: object, kind: str, node: str, times: int = 1, inputs: object = None) -> Ran:
    """Lose the worker right after this event, so many times, and carry on."""
    plan, twin = plan_of(graph), Twin()
    created(twin, inputs)
    reason = "started"
    for _ in range(times):
        twin.crash_at = None
        twin.crash_after = (kind, node)
        with pytest.raises(Crashed):
            asyncio.run(carry_on(plan, twin, reason))
        twin.restart()
        reason = "recovered"
    return Ran(plan, twin, asyncio.run(carry_on(plan, twin, reason)))


def test_r32_the_intent_is_durable_before_a_node_that_is_not_pure_starts() -> None:
    order: list[str] = []

    class Watched(Twin):
        def record(self, events):
            super().record(events)
            order.extend(f"{event.kind} {event.node}" for event in events)

        async def durable(self):
            order.append("durable")

        def _invoke(self, call):
            order.append(f"call {call.node}")
            return super()._invoke(call)

    plan, twin = plan_of(a_graph("start > a > b", b=send())), Watched()
    created(twin)
    asyncio.run(carry_on(plan, twin))

    at = order.index("call b")
    assert order[:at].index("node.started b") < len(order[:at]) - 1
    assert order[at - 1] == "durable"
    assert "node.completed a" in order[: order.index("durable")]


def test_r32_the_idempotency_key_is_the_same_for_every_attempt() -> None:
    run = ran(a_graph("start > a, b", a=a("fetch", fails=2, kind="transient"), b=a("put")))

    keys = {key for key, _, node in run.twin.effects if node == "a"}
    assert len(keys) == 1
    assert keys != {key for key, _, node in run.twin.effects if node == "b"}
    assert run.events("node.started", "a")[0].data["idempotency_key"] in keys


@pytest.mark.parametrize("kind", ["work", "put"])
def test_r33_pure_and_idempotent_nodes_run_again(kind: str) -> None:
    run = lost_in(a_graph("start > a > b", a=a(kind, seconds=5)), "node.started", "a")

    assert run.status == "completed"
    assert [event.attempt for event in run.events("node.started", "a")] == [1, 2]


def test_r33_a_once_node_becomes_uncertain_and_parks() -> None:
    run = lost_in(a_graph("start > a > b; start > c", a=send(seconds=5)), "node.started", "a")

    assert run.status == "parked"
    assert run.nodes == {"start": "completed", "a": "uncertain", "b": "pending", "c": "completed"}
    assert run.sent("a") == 0, "the intent was written, and nobody knows more"


def test_r33_a_person_decides_about_what_is_uncertain() -> None:
    graph = a_graph("start > a > b", a=send(seconds=5))

    again = lost_in(graph, "node.started", "a")
    again.twin.send(told("retry_node", "a"))
    asyncio.run(carry_on(again.plan, again.twin, "woken"))
    supplied = lost_in(graph, "node.started", "a")
    supplied.twin.send(told("supply_output", "a", output="it arrived"))
    asyncio.run(carry_on(supplied.plan, supplied.twin, "woken"))

    assert again.status == "completed"
    assert again.sent("a") == 1
    assert supplied.status == "completed"
    assert supplied.sent("a") == 0


def test_r33_a_retry_of_the_whole_execution_asks_again() -> None:
    run = lost_in(a_graph("start > a > b", a=send(seconds=5)), "node.started", "a")
    run.twin.send(told("cancel"))
    asyncio.run(carry_on(run.plan, run.twin, "woken"))
    run.twin.send(told("retry"))
    asyncio.run(carry_on(run.plan, run.twin, "woken"))

    assert run.status == "parked"
    assert run.nodes["a"] == "uncertain"
    assert run.sent("a") == 0


POLICIES = [("retry", "completed"), ("fail", "failed")]


@pytest.mark.parametrize(("policy", "status"), POLICIES)
def test_r33_the_setting_may_say_retry_or_fail(policy: str, status: str) -> None:
    run = lost_in(a_graph("start > a > b", a=send(seconds=5, uncertain=policy)), "node.started", "a")

    assert run.status == status
    assert run.sent("a") == (1 if policy == "retry" else 0)


def test_r33_three_crashes_in_a_node_park_the_execution() -> None:
    run = lost_in(a_graph("start > a > b", a=work(seconds=5)), "node.started", "a", times=3)

    assert run.status == "parked"
    assert run.events("node.parked", "a")[0].data["error"]["code"] == "crashed"


def test_r33_a_result_that_is_in_the_log_is_never_computed_again() -> None:
    run = lost_in(a_graph("start > a > b > c", a=send(), b=do()), "node.completed", "a")

    assert run.sent("a") == 1
    assert run.status == "completed"


def test_r31_who_has_lost_the_lease_leaves_quietly() -> None:
    stopped: list[str] = []

    class Fenced(Twin):
        async def run(self, call):
            try:
                return await super().run(call)
            except asyncio.CancelledError:
                stopped.append(call.node)
                raise

    def refuse() -> None:
        if len(twin.log) > 4:
            raise LeaseLost

    plan, twin = (
        plan_of(a_graph("start > slow; start > a > b", slow=work(seconds=50), a=work(seconds=1), b=send())),
        Fenced(),
    )
    twin.lease_lost = refuse
    created(twin)

    with pytest.raises(LeaseLost):
        asyncio.run(carry_on(plan, twin))

    assert stopped == ["slow"]
    assert twin.effects == []
    assert not [event for event in twin.log if event.kind.startswith(("execution.fail", "node.cancel"))]


def test_a_stopping_worker_hands_the_execution_back() -> None:
    plan, twin = plan_of(a_graph("start > a > b", a=work(seconds=50))), Twin()
    created(twin)

    async def stop_soon() -> object:
        carrying = asyncio.ensure_future(carry(plan, twin.log, twin, Options(stop_grace=0)))
        await asyncio.sleep(0)
        twin.wants_to_stop = True
        twin.send(told("answer", "nobody"))
        return await carrying

    verdict = asyncio.run(stop_soon())
    twin.wants_to_stop = False
    asyncio.run(carry_on(plan, twin, "resumed"))

    assert verdict == HandedBack()
    assert fold(plan, twin.log).status == "completed"
    assert [event.attempt for event in twin.log if event.kind == "node.started" and event.node == "a"] == [
        1,
        2,
    ]


def test_a_checkpoint_is_there_in_the_next_attempt() -> None:
    graph = a_graph("start > a", a=work(seconds=50, keeps={"page": 3}, value="the checkpoint"))

    run = lost_in(graph, "node.checkpoint", "a")

    assert run.output("a") == {"page": 3}


def test_r30_an_execution_that_is_over_stays_over() -> None:
    run = ran(a_graph("start > a"))
    before = len(run.twin.log)

    asyncio.run(carry_on(run.plan, run.twin, "woken"))

    assert len(run.twin.log) == before


def test_r35_a_quick_loop_does_not_run_far_ahead_of_its_log() -> None:
    class Behind(Twin):
        written = furthest = 0

        def record(self, events):
            super().record(events)
            self.furthest = max(self.furthest, self.recorded - self.written)

        async def durable(self):
            await super().durable()
            self.written = self.recorded

    graph = a_graph("start > loop; loop: x", loop=each(5_000), x=do(value="{{ item }}"))
    plan, twin = plan_of(graph), Behind()
    created(twin)
    asyncio.run(carry_on(plan, twin))

    assert twin.recorded > 10_000
    assert twin.furthest < 3_000
