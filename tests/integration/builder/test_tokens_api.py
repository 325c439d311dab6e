"""Bearer tokens: hashed, scoped, expiring, shown once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from builder.access import Verb
from builder.models import ApiToken, Membership
from builder.services.create_token import create_token
from tests.integration.builder.cast import Api, Cast


def test_a_token_is_shown_once_and_works(cast: Cast) -> None:
    made = cast.api("alice").post("tokens/", {"name": "CI"})

    assert made.status == 201
    assert Api(token=made.body["token"]).get("workflows/").status == 200
    assert "token" not in cast.api("alice").get("tokens/").body["results"][0]


def test_the_text_of_a_token_is_nowhere_in_the_database(cast: Cast) -> None:
    _, text = create_token(cast.project, cast.alice, "CI")
    secret = text.split("_")[2]

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM builder_apitoken")
        kept = str(cursor.fetchall())

    assert secret not in kept
    assert secret not in str(list(cast.project.audit_entries.values()))


@pytest.mark.parametrize("change", ["expired", "revoked", "person inactive", "person left"])
def test_a_token_that_has_ended_opens_nothing(cast: Cast, change: str) -> None:
    _, text = create_token(cast.project, cast.bob, "CI")
    moment = timezone.now() - timedelta(seconds=1)
    match change:
        case "expired":
            ApiToken.objects.update(expires_at=moment)
        case "revoked":
            ApiToken.objects.update(revoked_at=moment)
        case "person inactive":
            type(cast.bob).objects.filter(pk=cast.bob.pk).update(is_active=False)
        case "person left":
            Membership.objects.filter(user=cast.bob).delete()

    assert Api(token=text).get("workflows/").status in (401, 404)


@pytest.mark.parametrize(
    "text", ["", "x", "qt_a_b", "qt__", "Bearer", "qt_00000000_" + "0" * 64, "qt_é_x", "qt_a_b_c"]
)
def test_a_made_up_token_is_401(cast: Cast, text: str) -> None:
    assert Api().get("session/", headers={"Authorization": f"Bearer {text}"}).status == 401


def test_the_right_prefix_with_another_secret_is_401(cast: Cast) -> None:
    token, _ = create_token(cast.project, cast.alice, "CI")

    assert Api(token=f"qt_{token.prefix}_{'0' * 64}").get("session/").status == 401


def test_a_token_may_only_what_it_was_given(cast: Cast) -> None:
    workflow = cast.workflow()
    _, text = create_token(cast.project, cast.alice, "reader", [Verb.READ])
    api = Api(token=text)

    assert api.get(f"workflows/{workflow.pk}/").status == 200
    assert api.patch(f"workflows/{workflow.pk}/", {"revision": 1, "name": "x"}).status == 403
    assert api.get("audit/").status == 403


def test_a_token_never_may_more_than_its_person(cast: Cast) -> None:
    Membership.objects.filter(user=cast.bob).update(role="viewer")
    _, text = create_token(cast.project, cast.bob, "all")

    assert Api(token=text).post("workflows/", {"name": "x"}).status == 403
    assert cast.api("bob").post("tokens/", {"name": "x", "verbs": ["edit"]}).status == 403


def test_a_token_knows_its_own_project_only(cast: Cast) -> None:
    other = cast.api("alice").post("projects/", {"name": "Second"}).body
    _, text = create_token(cast.project, cast.alice, "CI")
    api = Api(token=text)

    assert [project["id"] for project in api.get("session/").body["projects"]] == [str(cast.project.pk)]
    assert api.get(f"workflows/?project={other['id']}").status == 404
    assert api.get("workflows/", headers={"X-Project": other["slug"]}).status == 404
    assert api.post("projects/", {"name": "Third"}).status == 403


def test_a_token_makes_no_tokens(cast: Cast) -> None:
    _, text = create_token(cast.project, cast.alice, "CI")

    assert Api(token=text).post("tokens/", {"name": "child"}).status == 403


def test_its_use_is_remembered_at_most_once_a_minute(cast: Cast) -> None:
    token, text = create_token(cast.project, cast.alice, "CI")
    api = Api(token=text)

    api.get("session/")
    token.refresh_from_db()
    first = token.last_used_at
    api.get("session/")
    token.refresh_from_db()

    assert first is not None
    assert token.last_used_at == first


def test_bob_sees_and_ends_his_own_tokens_and_alice_everybodys(cast: Cast) -> None:
    his, _ = create_token(cast.project, cast.bob, "Bob's")
    hers, _ = create_token(cast.project, cast.alice, "Alice's")

    assert [row["name"] for row in cast.api("bob").get("tokens/").body["results"]] == ["Bob's"]
    assert len(cast.api("alice").get("tokens/").body["results"]) == 2
    assert cast.api("bob").delete(f"tokens/{hers.pk}/").status == 403
    assert cast.api("alice").delete(f"tokens/{his.pk}/").status == 204
    his.refresh_from_db()
    assert his.revoked_at is not None


def test_a_session_needs_the_csrf_token_and_a_bearer_does_not(cast: Cast) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.alice)
    _, text = create_token(cast.project, cast.alice, "CI")

    by_session = client.post("/api/workflows/", b'{"name":"x"}', content_type="application/json")
    by_token = Client(enforce_csrf_checks=True).post(
        "/api/workflows/",
        b'{"name":"x"}',
        content_type="application/json",
        headers={"Authorization": f"Bearer {text}"},
    )

    assert by_session.status_code == 403
    assert by_token.status_code == 201
