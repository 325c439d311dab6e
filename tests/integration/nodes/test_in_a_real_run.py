"""Nodes of every kind of place (loop, thread, inline) carried by the real host over the real journal."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from executions.models import Artefact, Wait
from executions.services.answer_wait import answer_wait
from tests.integration.executions.stage import a_chain, a_node, a_workflow, begin, carry, now
from tests.unit.nodes.loopback import a_server

DESK = Path(__file__).parents[2] / "unit" / "nodes" / "order_desk.json"
ORDERS = [
    {"order": 1, "lines": [{"sku": " tea", "count": "4"}, {"sku": "cake", "count": 1}]},
    {"order": 2, "lines": [{"sku": "milk", "count": 0}]},
]

pytestmark = pytest.mark.django_db(transaction=True)


def ended(document: dict[str, Any], inputs: Any = None) -> Any:
    execution = begin(a_workflow(document), inputs)
    carry(30)
    return now(execution)


def test_answer_of_a_service_is_computed_with_and_kept_as_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_server() as server:
        server.answers["/stock"] = (
            200,
            {},
            json.dumps([{"sku": "tea", "n": 2}, {"sku": "cake", "n": 5}]).encode(),
        )
        monkeypatch.setitem(settings.QUINTET, "EGRESS_ALLOW", [server.place])

        row = ended(
            a_chain(
                a_node("stock", "web.http", {"url": f"{server.url}/stock"}),
                a_node("sum", "code.python", {"code": "print('adding')\nreturn sum(row['n'] for row in input['body'])"}),
                a_node("file", "files.write", {"value": "{{ outputs.stock.body }}", "name": "stock"}),
                a_node("back", "files.read", {"file": "{{ outputs.file }}"}),
                a_node("runs", "data.kv", {"do": "increment", "key": "runs"}),
                a_node("by_sql", "data.sql", {"tables": {"stock": "{{ outputs.stock.body }}"}, "sql": "SELECT max(n) AS n FROM stock"}),
                a_node("done", "flow.end", {"result": ["{{ outputs.sum }}", "{{ outputs.back.count }}", "{{ outputs.runs.value }}", "{{ outputs.by_sql.rows }}"]}),
            )
        )  # fmt: skip

    assert (row.error, row.status) == (None, "completed")
    assert row.result == [7, 2, 1, [{"n": 5}]]
    assert Artefact.objects.filter(name="stock.csv").exists()


def test_address_inside_is_refused_in_a_real_run_too() -> None:
    with a_server() as server:
        row = ended(a_chain(a_node("call", "web.http", {"url": server.url})))

    assert row.status == "failed"
    assert row.error["code"] == "refused_address"
    assert server.seen == []


def test_order_desk_waits_for_a_person_and_then_ends() -> None:
    execution = begin(a_workflow(json.loads(DESK.read_text(encoding="utf-8"))), {"orders": ORDERS})
    carry(30)
    wait = Wait.objects.get(execution=execution, node="ask")

    answer_wait(wait.pk, {"decision": "approve"}, by="ada")
    carry(30)

    row = now(execution)
    assert (row.error, row.status) == (None, "waiting")
    assert row.wake_up_at is not None


def test_quorum_asks_again_until_enough_have_answered() -> None:
    asked = a_node("ask", "people.approval", {"title": "Pay?", "quorum": 2})
    document = a_chain(asked, a_node("done", "flow.end", {"result": "{{ outputs.ask.answers }}"}))
    document["edges"][1]["source_port"] = "approved"
    execution = begin(a_workflow(document))
    carry()

    for person in ("ada", "ada", "bob"):
        wait = Wait.objects.get(execution=execution, settled_at=None)
        answer_wait(wait.pk, {"decision": "approve"}, by=person)
        carry()

    row = now(execution)
    assert (row.error, row.status) == (None, "completed")
    assert [answer["by"] for answer in row.result] == ["ada", "bob"]
