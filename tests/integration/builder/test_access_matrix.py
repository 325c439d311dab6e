"""Security rule 7: every route × method × role, generated from the URL conf. A route that is not in the table fails."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from builder.models import ApiToken, AuditEntry, Credential, Invitation, Membership, Variable, Workflow
from builder.services.create_credential import create_credential
from builder.services.create_token import create_token
from builder.services.create_variable import create_variable
from builder.services.invite_member import invite_member
from builder.services.publish_version import publish_version
from tests.integration.builder.access_matrix import (
    PEOPLE,
    Rule,
    address,
    expected,
    methods_of,
    routes_of,
    status_of,
)
from tests.integration.builder.cast import SMALL, Cast, assemble

W = "api/workflows/<uuid:workflow>/"
P = "api/projects/<uuid:project>/"
SECRET = {"secret": "a-secret-of-the-matrix"}

# `{project}` in a query names Alice's project, so that a stranger asks for it too.
RULES = (
    Rule("api/session/", "GET", "viewer", stranger=200),
    Rule("api/projects/", "GET", "viewer", stranger=200),
    Rule("api/projects/", "POST", "viewer", 201, {"name": "New"}, stranger=201),
    Rule(P, "GET", "viewer"),
    Rule(P, "PATCH", "owner", 200, {"name": "Renamed"}),
    Rule(f"{P}members/", "GET", "viewer"),
    Rule(f"{P}members/<uuid:member>/", "PATCH", "owner", 200, {"role": "viewer"}),
    Rule(f"{P}members/<uuid:member>/", "DELETE", "owner", 204),
    Rule(f"{P}invitations/", "GET", "owner"),
    Rule(f"{P}invitations/", "POST", "owner", 201, {"role": "viewer"}),
    Rule(f"{P}invitations/<uuid:invitation>/", "DELETE", "owner", 204),
    Rule("api/workflows/", "GET", "viewer"),
    Rule("api/workflows/", "POST", "editor", 201, {"name": "New"}),
    Rule("api/workflows/import/", "POST", "editor", 201, {"document": SMALL}),
    Rule(W, "GET", "viewer"),
    Rule(W, "PATCH", "editor", 200, {"revision": 1, "name": "Renamed"}),
    Rule(W, "DELETE", "editor", 204),
    Rule(f"{W}validate/", "POST", "viewer"),
    Rule(f"{W}duplicate/", "POST", "editor", 201),
    Rule(f"{W}unarchive/", "POST", "editor"),
    Rule(f"{W}uses/", "GET", "viewer"),
    Rule(f"{W}scope/", "POST", "viewer", 200, {"node": "greet"}),
    Rule("api/credentials/<uuid:credential>/uses/", "GET", "viewer"),
    Rule("api/variables/<uuid:variable>/uses/", "GET", "viewer"),
    Rule(f"{W}export/", "GET", "viewer"),
    Rule(f"{W}publish/", "POST", "editor", 201),
    Rule(f"{W}versions/", "GET", "viewer"),
    Rule(f"{W}versions/<int:number>/", "GET", "viewer"),
    Rule(f"{W}versions/<int:number>/restore/", "POST", "editor", 200, {"revision": 1}),
    Rule(f"{W}compare/", "GET", "viewer"),
    Rule("api/node-types/", "GET", "viewer", stranger=200),
    Rule("api/node-types/<str:key>/", "GET", "viewer", stranger=200),
    Rule("api/node-types/<str:key>/ports/", "POST", "viewer", stranger=200),
    Rule("api/credential-types/", "GET", "viewer", stranger=200),
    Rule("api/expressions/preview/", "POST", "viewer", 200, {"text": "{{ 1 + 1 }}"}),
    Rule("api/credentials/", "GET", "viewer"),
    Rule(
        "api/credentials/", "POST", "editor", 201, {"type": "webhook_secret", "name": "New", "fields": SECRET}
    ),
    Rule("api/credentials/<uuid:credential>/", "GET", "viewer"),
    Rule("api/credentials/<uuid:credential>/", "PATCH", "editor", 200, {"name": "Renamed"}),
    Rule("api/credentials/<uuid:credential>/", "DELETE", "editor", 204),
    Rule("api/credentials/<uuid:credential>/test/", "POST", "editor", 409),
    Rule("api/variables/", "GET", "viewer"),
    Rule("api/variables/", "POST", "editor", 201, {"name": "fresh", "value": 1}),
    Rule("api/variables/<uuid:variable>/", "GET", "viewer"),
    Rule("api/variables/<uuid:variable>/", "PATCH", "editor", 200, {"value": 2}),
    Rule("api/variables/<uuid:variable>/", "DELETE", "editor", 204),
    Rule("api/tokens/", "GET", "viewer"),
    Rule("api/tokens/", "POST", "viewer", 201, {"name": "Mine"}),
    Rule("api/tokens/<uuid:token>/", "GET", "owner"),
    Rule("api/tokens/<uuid:token>/", "DELETE", "owner", 204),
    Rule("api/audit/", "GET", "owner"),
    Rule("api/schema/", "GET", "viewer", stranger=200, nobody=200),
    Rule("api/docs/", "GET", "viewer", stranger=200, nobody=200),
)

# Pages answer a person who is not signed in by leading to the sign-in page; their own tests say the rest.
PAGES = {
    "",
    "^(?:workflows|executions|inbox|templates|credentials|settings|variables|members|tokens|schedules)(?:/.*)?$",
    "sign-in/",
    "sign-in/<str:secret>/",
    "sign-out/",
    "invitations/<str:secret>/",
}
NOT_OURS = ("admin/", "api/^.*$")
# With this query a stranger asks for Alice's project, and so does everybody else.
NAMED = (
    "api/workflows/",
    "api/workflows/import/",
    "api/credentials/",
    "api/variables/",
    "api/tokens/",
    "api/audit/",
    "api/expressions/preview/",
)
QUERIES = {f"{W}compare/": "?a=draft"}


def things_of(cast: Cast) -> dict[str, Any]:
    """One of each thing, all Alice's."""
    actor = cast.actor("alice")
    workflow = cast.workflow()
    publish_version(workflow, actor)
    token, _ = create_token(cast.project, cast.alice, "Alice's")
    invitation, _ = invite_member(cast.project, actor, role="viewer")
    credential = create_credential(cast.project, actor, type="webhook_secret", name="Hook", fields=SECRET)
    helper = Membership.objects.create(project=cast.project, user=_helper(), role="editor")
    return {
        "project": cast.project.pk,
        "workflow": workflow.pk,
        "number": 1,
        "credential": credential.pk,
        "variable": create_variable(cast.project, actor, name="city", value="Bonn").pk,
        "token": token.pk,
        "invitation": invitation.pk,
        "member": helper.pk,
        "key": "data.set",
    }


def _helper() -> Any:
    from django.contrib.auth.models import User

    return User.objects.create_user("dora")


def client_of(cast: Cast, person: str) -> Client:
    client = Client(raise_request_exception=False)
    if person == "stranger":
        client.force_login(cast.charlie)
    elif person == "owner":
        client.force_login(cast.alice)
    elif person != "nobody":
        client.force_login(cast.bob)
    return client


def test_every_route_and_method_is_in_the_table() -> None:
    there = {
        (route, method)
        for route, view in routes_of(get_resolver().url_patterns)
        if not route.startswith(NOT_OURS) and route not in PAGES
        for method in methods_of(view)
    }

    assert there == {(rule.route, rule.method) for rule in RULES}


def test_every_route_that_is_no_class_based_view_is_a_known_page() -> None:
    plain = {
        route
        for route, view in routes_of(get_resolver().url_patterns)
        if not route.startswith(NOT_OURS) and not methods_of(view)
    }

    assert plain <= PAGES


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.method} {rule.route}")
def test_everybody_gets_the_answer_that_is_due(rule: Rule, person: str) -> None:
    cast = assemble(person if person in ("editor", "operator", "viewer") else "viewer")
    path = address(rule.route, things_of(cast)) + QUERIES.get(rule.route, "")
    if rule.route in NAMED:
        path += f"?project={cast.project.pk}"
    before = _fingerprint()

    status = status_of(client_of(cast, person), rule, path)

    assert status == expected(rule, person)
    if status in (401, 403, 404):
        assert _fingerprint() == before, "a refused call changed something"


def _fingerprint() -> list[Any]:
    models = (Workflow, Credential, Variable, ApiToken, Invitation, Membership, AuditEntry)
    return [list(model.objects.order_by("pk").values()) for model in models]  # type: ignore[attr-defined]


def test_a_things_of_another_project_look_as_if_they_were_not_there() -> None:
    cast = assemble()
    workflow = cast.workflow()
    stranger = cast.api("charlie")

    foreign = stranger.get(f"workflows/{workflow.pk}/")
    missing = stranger.get("workflows/00000000-0000-7000-8000-000000000000/")

    assert foreign.body == missing.body
    assert foreign.status == missing.status == 404
