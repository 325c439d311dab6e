"""Security rule 7 over the whole product: no route of the URL conf is without a row in a table of rights."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from builder.models import Workflow
from builder.services.publish_version import publish_version
from executions.models import Execution, Schedule, Wait
from executions.models.wait import wait_id
from executions.services.start_execution import Start, start_execution
from tests.integration.builder.access_matrix import (
    PEOPLE,
    Rule,
    address,
    expected,
    methods_of,
    routes_of,
    status_of,
)
from tests.integration.builder.cast import Cast, assemble
from tests.integration.builder.test_access_matrix import NOT_OURS, PAGES
from tests.integration.builder.test_access_matrix import RULES as BUILDERS

E = "api/executions/<uuid:execution>/"
RULES = (
    Rule("api/workflows/<uuid:workflow>/execute/", "POST", "operator", 202, {"inputs": {}}),
    Rule("api/workflows/<uuid:workflow>/executions/", "GET", "viewer"),
    Rule("api/executions/", "GET", "viewer"),
    Rule(E, "GET", "viewer"),
    Rule(f"{E}nodes/", "GET", "viewer"),
    Rule(f"{E}nodes/<str:node>/", "GET", "viewer", 404),
    Rule(f"{E}events/", "GET", "viewer"),
    Rule(f"{E}logs/", "GET", "operator"),
    Rule(f"{E}why/", "GET", "viewer"),
    Rule(f"{E}stream/", "GET", "viewer"),
    Rule(f"{E}control/", "POST", "operator", 202, {"action": "cancel"}),
    Rule("api/inbox/", "GET", "viewer"),
    Rule("api/inbox/<uuid:wait>/answer/", "POST", "operator", 200, {"value": {"decision": "approved"}}),
    Rule("api/schedules/", "GET", "viewer"),
    Rule("api/schedules/preview/", "POST", "viewer", 200, {"config": {"cron": "0 9 * * *"}}, stranger=200),
    Rule("api/schedules/<uuid:schedule>/", "GET", "viewer"),
    Rule("api/schedules/<uuid:schedule>/", "PATCH", "operator", 200, {"paused": True}),
    Rule("api/schedules/<uuid:schedule>/run/", "POST", "operator", 202),
    Rule("api/webhooks/", "GET", "viewer"),
    Rule("api/webhooks/listen/", "POST", "operator", 201, {"workflow": "", "node": "hook"}),
)
# What is told by the secret in its address and not by a role has tests of its own.
BY_SECRET = {"hooks/waits/<str:token>/", "hooks/test/<path:path>", "hooks/<path:path>"}
NAMED = ("api/executions/", "api/inbox/", "api/schedules/", "api/webhooks/")


def test_every_route_and_method_is_in_a_table() -> None:
    there = {
        (route, method)
        for route, view in routes_of(get_resolver("config.urls").url_patterns)
        if not route.startswith(NOT_OURS) and route not in PAGES | BY_SECRET
        for method in methods_of(view)
    }

    known = {(rule.route, rule.method) for rule in (*BUILDERS, *RULES)}
    assert there - known == set()


def test_every_route_that_is_no_class_based_view_is_a_known_page() -> None:
    plain = {
        route
        for route, view in routes_of(get_resolver("config.urls").url_patterns)
        if not route.startswith(NOT_OURS) and not methods_of(view)
    }

    assert plain - PAGES - {"healthz", "readyz", "metrics", "healthz/", "readyz/", "metrics/"} == set()


def an_execution(cast: Cast) -> Execution:
    return start_execution(cast.workflow(), cast.actor("alice"), Start(inputs={}, version="draft")).execution


def a_wait(execution: Execution) -> Wait:
    key = "greet:1"
    return Wait.objects.create(
        id=wait_id(execution.pk, key),
        key=key,
        execution=execution,
        project=execution.project,
        node="greet",
        kind="approval",
    )


def with_triggers(cast: Cast) -> Workflow:
    """A published workflow that starts by itself in two ways."""
    nodes = [
        {"id": "hook", "type": "trigger.webhook", "config": {"path": "greet", "authentication": "public"}},
        {"id": "daily", "type": "trigger.schedule", "config": {"cron": "0 9 * * *"}},
        {"id": "done", "type": "flow.end"},
    ]
    edges = [{"source": "hook", "target": "done"}, {"source": "daily", "target": "done"}]
    workflow = cast.workflow("By itself", {"format": 1, "nodes": nodes, "edges": edges})
    publish_version(workflow, cast.actor("alice"))
    return workflow


def client_of(cast: Cast, person: str) -> Client:
    client = Client(raise_request_exception=False)
    someone = {"owner": cast.alice, "stranger": cast.charlie, "nobody": None}.get(person, cast.bob)
    if someone is not None:
        client.force_login(someone)
    return client


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.method} {rule.route}")
def test_everybody_gets_the_answer_that_is_due(rule: Rule, person: str) -> None:
    cast = assemble(person if person in ("editor", "operator", "viewer") else "viewer")
    execution, triggered = an_execution(cast), with_triggers(cast)
    values: dict[str, Any] = {
        "execution": execution.pk,
        "workflow": execution.workflow_id,
        "node": "greet",
        "wait": a_wait(execution).pk,
        "schedule": Schedule.objects.get(workflow=triggered).pk,
    }
    if rule.body is not None and "workflow" in rule.body:
        rule = replace(rule, body={**rule.body, "workflow": str(triggered.pk)})
    path = address(rule.route, values)
    if rule.route in NAMED:
        path += f"?project={cast.project.pk}"
    before = Execution.objects.count()

    status = status_of(client_of(cast, person), rule, path)

    assert status == expected(rule, person)
    if status in (401, 403, 404):
        assert Execution.objects.count() == before
