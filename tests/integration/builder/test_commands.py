"""Commands, first steps, examples and checks."""

import json
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from builder.checks import encryption_keys_work, node_types_are_whole
from builder.drafts import problems_of
from builder.graph.validation import Surroundings
from builder.models import ApiToken, Project, Workflow
from builder.services.first_steps import ensure_first_project, examples
from tests.integration.builder.cast import Api, Cast


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().strip()


def test_the_first_steps_are_taken_once() -> None:
    first = ensure_first_project()
    again = ensure_first_project()

    assert first == again
    assert Project.objects.get().name == "My project"
    assert Workflow.objects.count() == len(examples()) >= 3
    assert User.objects.get().has_usable_password() is False


def test_the_first_steps_leave_an_installation_with_people_alone(cast: Cast) -> None:
    user, project = ensure_first_project()

    assert (user, project) == (cast.alice, cast.project)
    assert Workflow.objects.count() == 0


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["name"])
def test_every_example_is_without_a_problem(example: dict[str, Any]) -> None:
    problems = problems_of(example["document"], Surroundings(credentials={}, variables=(), workflows={}))

    assert [problem.as_json() for problem in problems] == []


def test_a_token_from_the_command_line_opens_the_api_of_a_fresh_home() -> None:
    text = run("tokens", "create", "--name", "CI")

    assert len(Api(token=text).get("workflows/").body["results"]) == len(examples())


def test_tokens_are_made_listed_and_revoked(cast: Cast) -> None:
    made = json.loads(
        run(
            "tokens",
            "create",
            "--name",
            "CI",
            "--project",
            "shop",
            "--expires",
            "30d",
            "--verbs",
            "read",
            "--json",
        )
    )
    listed = json.loads(run("tokens", "list", "--project", "shop", "--json"))

    assert [row["name"] for row in listed] == ["CI"]
    assert ApiToken.objects.get().verbs == ["read"]
    assert ApiToken.objects.get().expires_at is not None
    run("tokens", "revoke", listed[0]["prefix"])
    assert Api(token=made["token"]).get("workflows/").status == 401


@pytest.mark.parametrize(
    "arguments",
    [
        ("tokens", "create", "--name", "x", "--project", "nothing"),
        ("tokens", "create", "--name", "x", "--expires", "soon"),
        ("tokens", "create", "--name", "x", "--verbs", "fly"),
        ("tokens", "create", "--name", "x", "--user", "ghost"),
        ("tokens", "revoke", "nothing"),
        ("sign_in_link", "--user", "ghost"),
    ],
)
def test_a_wrong_option_is_told_in_a_sentence(cast: Cast, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run(*arguments)


def test_the_sign_in_link_of_the_command_signs_in(cast: Cast, settings: Any) -> None:
    from django.test import Client

    settings.QUINTET = {**settings.QUINTET, "BASE_URL": "https://flows.example"}
    link = run("sign_in_link", "--user", "bob")
    client = Client()

    assert link.startswith("https://flows.example/sign-in/")
    assert client.post(link.removeprefix("https://flows.example")).status_code == 302
    assert client.session["_auth_user_id"] == str(cast.bob.pk)


def test_the_key_is_rotated_by_command(cast: Cast) -> None:
    assert "0 sealed again" in run("rotate_key")


def test_a_start_without_a_key_is_refused(settings: Any) -> None:
    assert encryption_keys_work(None) == []
    settings.QUINTET = {**settings.QUINTET, "ENCRYPTION_KEYS": ""}
    assert [error.id for error in encryption_keys_work(None)] == ["builder.E001"]


def test_all_node_types_are_whole() -> None:
    assert node_types_are_whole(None) == []
