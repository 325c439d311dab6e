"""Django's admin shows everything but secrets, and changes nothing past the services."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from builder.models import ApiToken, AuditEntry, Credential
from builder.services.create_credential import create_credential
from builder.services.create_token import create_token
from builder.services.create_variable import create_variable
from builder.services.invite_member import invite_member
from builder.services.publish_version import publish_version
from tests.integration.builder.cast import Cast

MODELS = (
    "project",
    "workflow",
    "workflowversion",
    "credential",
    "variable",
    "apitoken",
    "invitation",
    "auditentry",
)


def admin_client() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def fill(cast: Cast) -> None:
    actor = cast.actor("alice")
    publish_version(cast.workflow(), actor)
    create_credential(
        cast.project, actor, type="webhook_secret", name="Hook", fields={"secret": "the-hidden-secret"}
    )
    create_variable(cast.project, actor, name="key", value="the-hidden-secret", is_secret=True)
    create_token(cast.project, cast.alice, "CI")
    invite_member(cast.project, actor, role="viewer")


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_pages_open_and_show_no_secret(cast: Cast, model: str) -> None:
    from django.apps import apps

    fill(cast)
    client = admin_client()
    row = apps.get_model("builder", model).objects.first()
    hidden = [Credential.objects.get().envelope, ApiToken.objects.get().digest, "the-hidden-secret"]

    listed = client.get(f"/admin/builder/{model}/?q=x")
    page = client.get(f"/admin/builder/{model}/{row.pk}/change/")

    assert (listed.status_code, page.status_code) == (200, 200)
    assert not any(secret in page.content.decode() for secret in hidden)


@pytest.mark.parametrize("model", [model for model in MODELS if model != "project"])
def test_nothing_is_added_changed_or_deleted_past_the_services(cast: Cast, model: str) -> None:
    from django.apps import apps

    fill(cast)
    client = admin_client()
    row = apps.get_model("builder", model).objects.first()

    assert client.get(f"/admin/builder/{model}/add/").status_code == 403
    assert client.post(f"/admin/builder/{model}/{row.pk}/change/", {}).status_code == 403
    assert client.post(f"/admin/builder/{model}/{row.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("model", "action", "told"),
    [
        ("workflow", "archive", "workflow.archived"),
        ("credential", "remove", "credential.deleted"),
        ("apitoken", "revoke", "token.revoked"),
    ],
)
def test_actions_go_through_the_services_and_are_told(cast: Cast, model: str, action: str, told: str) -> None:
    from django.apps import apps

    fill(cast)
    row = apps.get_model("builder", model).objects.first()

    admin_client().post(f"/admin/builder/{model}/", {"action": action, "_selected_action": [str(row.pk)]})

    assert AuditEntry.objects.get(action=told).actor == "root"


def test_a_person_without_the_right_does_not_get_in(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.alice)

    assert client.get("/admin/builder/credential/").status_code == 302
