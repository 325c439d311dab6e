"""Whole workflows of n8n: what is brought over, what the report says, and that nothing makes the import fail."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from builder.graph.document import parse
from builder.graph.model import Graph
from builder.graph.n8n import Imported, import_workflow

EXAMPLE = json.loads((Path(__file__).parent / "example.json").read_text())


def n8n(*nodes: dict[str, Any], **connections: list[list[str]]) -> dict[str, Any]:
    """Nodes by `name`, `type` and `parameters`; connections as lists of names by output."""
    return {
        "nodes": [{"typeVersion": 3, **node, "type": f"n8n-nodes-base.{node['type']}"} for node in nodes],
        "connections": {
            name: {"main": [[{"node": end} for end in ends] for ends in outputs]}
            for name, outputs in connections.items()
        },
    }


def graph_of(imported: Imported) -> Graph:
    parsed = parse(imported.document)
    assert parsed.graph is not None, parsed.problems
    return parsed.graph


def only(node: dict[str, Any]) -> dict[str, Any]:
    """The config of a single imported node."""
    return dict(graph_of(import_workflow(n8n({"name": "It", **node}))).nodes[0].config)


def test_the_core_nodes_are_brought_over() -> None:
    graph = graph_of(import_workflow(EXAMPLE))

    assert {node.id: node.type for node in graph.nodes} == {
        "every_morning": "trigger.schedule",
        "fetch_orders": "web.http",
        "any": "flow.if",
        "loop_over_items": "flow.for_each",
        "line": "data.set",
        "wait": "flow.delay",
        "switch": "flow.switch",
        "code": "code.python",
        "call_other": "flow.subworkflow",
        "slack": "flow.noop",
        "stop_and_error": "flow.stop",
    }


def test_lines_follow_the_ports() -> None:
    graph = graph_of(import_workflow(EXAMPLE))

    assert {edge.id for edge in graph.edges} >= {
        "any.true--loop_over_items",
        "fetch_orders.error--stop_and_error",
        "switch.large--code",
        "switch.case_2--call_other",
        "switch.default--slack",
        "line--wait",
    }


def test_a_loop_over_items_becomes_a_container_without_a_cycle() -> None:
    """R2, R11: what led back into the loop lies inside it."""
    graph = graph_of(import_workflow(EXAMPLE))

    assert {node.id for node in graph.children("loop_over_items")} == {"line", "wait"}
    assert [edge.target for edge in graph.outgoing("loop_over_items")] == ["switch"]
    assert graph.incoming("line") == []


def test_the_answer_of_a_request_is_read_from_its_body() -> None:
    graph = graph_of(import_workflow(EXAMPLE))

    assert (
        graph.by_id["any"].config["condition"]
        == "(length(input.body.orders) > 0) and (input.body.status == 'open')"
    )
    assert graph.by_id["loop_over_items"].config["items"] == "{{ input.body }}"
    assert (
        graph.by_id["line"].config["fields"]["text"]
        == "Order {{ input.id }} of {{ outputs.fetch_orders.body.shop }}"
    )


def test_settings_notes_and_stickies_are_brought_over() -> None:
    graph = graph_of(import_workflow(EXAMPLE))

    assert graph.by_id["fetch_orders"].settings == {
        "on_error": "route",
        "retry": {"attempts": 4, "delay": 1, "factor": 1},
    }
    assert (graph.by_id["slack"].disabled, graph.by_id["slack"].note) == (True, "Tell the team")
    assert graph.notes[0]["text"] == "## Orders"


def test_secrets_and_ids_are_left_behind() -> None:
    assert "secret-1" not in json.dumps(import_workflow(EXAMPLE).document)


def test_the_report_says_of_every_node_what_became_of_it() -> None:
    report = import_workflow(EXAMPLE).report

    verdicts = {(entry.node, entry.field): entry.verdict for entry in report}
    assert verdicts[("any", "")] == "translated"
    assert verdicts[("line", "config.fields.odd")] == "not"
    assert verdicts[("code", "config.code")] == "not"
    assert verdicts[("slack", "")] == "not"
    assert {entry.name for entry in report} >= {
        node["name"] for node in EXAMPLE["nodes"] if node["name"] != "Sticky Note"
    }


CONFIGS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "set, old form": (
        {
            "type": "set",
            "typeVersion": 1,
            "parameters": {"keepOnlySet": True, "values": {"string": [{"name": "a", "value": "x"}]}},
        },
        {"fields": {"a": "x"}, "keep_input": False},
    ),
    "if, old form": (
        {
            "type": "if",
            "typeVersion": 1,
            "parameters": {
                "combineOperation": "any",
                "conditions": {
                    "number": [{"value1": "={{ $json.a }}", "operation": "larger", "value2": 5}],
                    "string": [{"value1": "={{ $json.b }}", "operation": "isEmpty"}],
                },
            },
        },
        {"condition": "(input.a > 5) or (is_empty(input.b))"},
    ),
    "filter": (
        {
            "type": "filter",
            "parameters": {
                "conditions": {
                    "conditions": [
                        {
                            "leftValue": "={{ $json.a }}",
                            "rightValue": "x",
                            "operator": {"type": "string", "operation": "startsWith"},
                        }
                    ]
                }
            },
        },
        {"condition": "starts_with(item.a, 'x')"},
    ),
    "webhook": (
        {
            "type": "webhook",
            "parameters": {"path": "/orders/", "httpMethod": "POST", "responseMode": "lastNode"},
        },
        {"path": "orders", "methods": ["POST"], "authentication": "public", "respond": "when_done"},
    ),
    "schedule every five minutes": (
        {
            "type": "scheduleTrigger",
            "parameters": {"rule": {"interval": [{"field": "minutes", "minutesInterval": 5}]}},
        },
        {"kind": "interval", "every_seconds": 300},
    ),
    "schedule by cron": (
        {
            "type": "scheduleTrigger",
            "parameters": {"rule": {"interval": [{"field": "cronExpression", "expression": "0 0 8 * * 1"}]}},
        },
        {"kind": "cron", "cron": "0 8 * * 1"},
    ),
    "python": (
        {"type": "code", "parameters": {"language": "python", "pythonCode": "return input"}},
        {"code": "return input"},
    ),
    "wait until a time": (
        {"type": "wait", "parameters": {"resume": "specificTime", "dateTime": "={{ $json.at }}"}},
        {"at": "{{ input.at }}"},
    ),
    "wait for a computed time": (
        {"type": "wait", "parameters": {"amount": "={{ $json.n }}", "unit": "minutes"}},
        {"seconds": "{{ (input.n) * 60 }}"},
    ),
    "merge by key": (
        {"type": "merge", "parameters": {"mode": "combine", "fieldsToMatchString": "id"}},
        {"mode": "combine", "key": "id"},
    ),
    "a posted body": (
        {
            "type": "httpRequest",
            "parameters": {
                "method": "POST",
                "url": "https://x",
                "sendBody": True,
                "bodyParameters": {"parameters": [{"name": "a", "value": "={{ $json.a }}"}]},
            },
        },
        {"method": "POST", "url": "https://x", "body_kind": "json", "body": {"a": "{{ input.a }}"}},
    ),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_the_config_of_a_node_is_translated(name: str) -> None:
    node, config = CONFIGS[name]

    assert only(node) == config


def test_a_condition_over_text_and_values_is_one_expression() -> None:
    node = {
        "type": "if",
        "parameters": {
            "conditions": {
                "conditions": [
                    {
                        "leftValue": "=Mr {{ $json.name }}!",
                        "rightValue": "it's",
                        "operator": {"operation": "equals"},
                    }
                ]
            }
        },
    }

    assert only(node) == {"condition": "('Mr ' + text(input.name) + '!') == \"it's\""}


@pytest.mark.parametrize("data", [None, [], {}, {"nodes": 3}, "x", {"nodes": None}])
def test_what_is_no_workflow_is_told(data: Any) -> None:
    imported = import_workflow(data)

    assert imported.document is None
    assert "no workflow of n8n" in imported.report[0].message


def test_broken_workflows_never_make_the_import_fail() -> None:
    junk: list[Any] = [
        None,
        True,
        3,
        -1.5,
        "",
        "=",
        "={{",
        "={{ $json }}",
        "x",
        [],
        {},
        [[]],
        {"a": 1},
        ["x", None],
    ]
    chance = random.Random(5)

    for _ in range(1_500):
        data = copy.deepcopy(EXAMPLE)
        for _ in range(chance.randint(1, 4)):
            part: Any = data
            while isinstance(part, dict | list) and part:
                key = chance.choice(list(part) if isinstance(part, dict) else range(len(part)))
                if chance.random() < 0.25 or not isinstance(part[key], dict | list) or not part[key]:
                    part[key] = copy.deepcopy(chance.choice(junk))
                    break
                part = part[key]
        imported = import_workflow(data)
        assert imported.document is None or parse(imported.document).readable is not None
