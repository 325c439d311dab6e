"""The benchmarks by number. Each answers with rows: the work, what was measured, and what is durable when."""

import json
import statistics
import time
import urllib.request
from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.live import message_latencies
from benchmarks.surroundings import Place
from benchmarks.workflows import GREETING, an_owner, begin, chain, fan, no_ops, published
from builder.services.create_token import create_token
from executions.models import Execution
from executions.statuses import ENDED

Row = dict[str, Any]
Benchmark = Callable[[Place, bool], Iterable[Row]]
_EACH_COMMIT = "start before the answer, nodes in shared commits"


def _took(executions: list[Execution]) -> list[float]:
    """Milliseconds from start to end by the database's own columns."""
    wanted = [execution.pk for execution in executions]
    deadline = time.monotonic() + 120
    while Execution.objects.filter(pk__in=wanted, status__in=ENDED).count() < len(wanted):
        if time.monotonic() > deadline:
            raise RuntimeError("The executions did not end within two minutes.")
        time.sleep(0.02)
    rows = Execution.objects.filter(pk__in=wanted)
    bad = [row.error for row in rows if row.status != "completed"]
    if bad:
        raise RuntimeError(f"An execution failed: {bad[0]}")
    return [(row.finished_at - row.created_at).total_seconds() * 1000 for row in rows]  # type: ignore[operator]


def _one_by_one(name: str, document: dict[str, Any], times: int) -> list[float]:
    workflow = published(name, document)
    _took([begin(workflow)])
    return [_took([begin(workflow)])[0] for _ in range(times)]


def _row(work: str, measured: str, durable: str = _EACH_COMMIT, **figures: float) -> Row:
    return {"work": work, "measured": measured, "durable": durable, **figures}


def b1(place: Place, quick: bool) -> Iterable[Row]:
    place.start("worker")
    step = {"fields": {"x": "{{ 1 + 1 }}"}}
    document = chain(*({"id": f"n{i}", "type": "data.set", "config": step} for i in range(40)))
    took = _one_by_one("b1", document, 5 if quick else 20)
    place.stop()
    middle = statistics.median(took)
    yield _row("40 sequential light nodes, start to end", f"p50 {middle:.1f} ms", p50_ms=middle)


def b3(place: Place, quick: bool) -> Iterable[Row]:
    workflow = published("b3", GREETING)
    count = 300 if quick else 1000
    for workers in (1, 2):
        executions = [begin(workflow, {"name": "Ada"}) for _ in range(count)]
        for _ in range(workers):
            place.start("worker")
        _took(executions)
        rows = Execution.objects.filter(pk__in=[each.pk for each in executions])
        first = min(row.started_at for row in rows if row.started_at)
        last = max(row.finished_at for row in rows if row.finished_at)
        rate = count / (last - first).total_seconds()
        place.stop()
        yield _row(
            f"start, set, end: {count} executions, {workers} worker(s)",
            f"{rate:.0f} executions/s",
            per_second=rate,
        )


def b4(place: Place, quick: bool) -> Iterable[Row]:
    place.start("worker")
    for size in (100, 1000) if quick else (100, 1000, 5000):
        for shape, document in (("wide", fan(size - 2)), ("deep", no_ops(size - 1))):
            took = statistics.median(_one_by_one(f"b4 {shape} {size}", document, 3))
            yield _row(f"{size} no-op nodes, {shape}", f"p50 {took:.0f} ms", p50_ms=took)
    place.stop()


def b5(place: Place, quick: bool) -> Iterable[Row]:
    place.start("worker")
    address = place.start_web()
    workflow = published("b5", no_ops(5))
    actor, project = an_owner()
    _, token = create_token(project, actor.user, "bench")
    body = json.dumps({"async_execution": False}).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(
        f"{address}/api/workflows/{workflow.pk}/execute/", body, headers, method="POST"
    )
    took = []
    for turn in range(60 if quick else 220):
        began = time.perf_counter()
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()
        if turn >= 20:
            took.append((time.perf_counter() - began) * 1000)
    place.stop()
    yield _latency("5 no-op nodes by HTTP, waiting for the result", took)


def b9(place: Place, quick: bool) -> Iterable[Row]:
    place.start("worker")
    address = place.start_web()
    took = message_latencies(address, published("b9", no_ops(5)), 20 if quick else 100)
    place.stop()
    yield _latency("change in the worker to message at the socket", took)


def _latency(work: str, took: list[float]) -> Row:
    ordered = sorted(took)
    p50, p99 = statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return _row(work, f"p50 {p50:.1f} ms, p99 {p99:.1f} ms", p50_ms=p50, p99_ms=p99)


BENCHMARKS: dict[str, Benchmark] = {"B1": b1, "B3": b3, "B4": b4, "B5": b5, "B9": b9}
