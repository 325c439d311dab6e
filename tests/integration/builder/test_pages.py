"""The pages that the server writes: signing in and out, invitations, the shell."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from builder.models import Invitation, Membership, SignInLink
from builder.services.create_sign_in_link import create_sign_in_link
from builder.services.invite_member import invite_member
from tests.integration.builder.cast import Cast


def test_a_link_signs_in_once_by_post(cast: Cast) -> None:
    path = create_sign_in_link(cast.alice)
    client = Client()

    seen = client.get(path)
    signed_in = client.post(path)
    again = Client().post(path)

    assert seen.status_code == 200
    assert (signed_in.status_code, signed_in.headers["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(cast.alice.pk)
    assert again.status_code == 410


def test_looking_at_a_link_decides_nothing(cast: Cast) -> None:
    path = create_sign_in_link(cast.alice)

    for _ in range(3):
        assert Client().get(path).status_code == 200
        assert Client().head(path).status_code == 200

    assert SignInLink.objects.get().used_at is None
    assert Client().post(path).status_code == 302


def test_a_link_that_is_too_old_or_made_up_signs_nobody_in(cast: Cast) -> None:
    path = create_sign_in_link(cast.alice)
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert Client().post(path).status_code == 410
    assert Client().post("/sign-in/made-up/").status_code == 410


def test_the_secret_of_a_link_is_not_in_the_database(cast: Cast) -> None:
    secret = create_sign_in_link(cast.alice).split("/")[2]

    assert SignInLink.objects.get().digest != secret
    assert not SignInLink.objects.filter(digest=secret).exists()


def test_signing_in_with_a_password_goes_where_one_wanted_to_go(cast: Cast) -> None:
    cast.alice.set_password("correct horse")
    cast.alice.save()

    wrong = Client().post("/sign-in/", {"username": "alice", "password": "wrong"})
    right = Client().post("/sign-in/", {"username": "alice", "password": "correct horse", "next": "/inbox/"})

    assert (wrong.status_code, b"do not belong together" in wrong.content) == (400, True)
    assert (right.status_code, right.headers["Location"]) == (302, "/inbox/")


@pytest.mark.parametrize(
    "goal", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_led_to_another_site(cast: Cast, goal: str) -> None:
    cast.alice.set_password("correct horse")
    cast.alice.save()

    signed_in = Client().post("/sign-in/", {"username": "alice", "password": "correct horse", "next": goal})

    assert signed_in.headers["Location"] == "/"


def test_guessing_passwords_is_slowed_down(cast: Cast, settings: Any) -> None:
    settings.QUINTET = {**settings.QUINTET, "RATE_SIGN_IN": "3/h"}

    answers = [
        Client().post("/sign-in/", {"username": "alice", "password": "x"}).status_code for _ in range(4)
    ]

    assert answers == [400, 400, 400, 429]


def test_signing_out_needs_a_post(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.alice)

    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_forms_need_the_csrf_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post(create_sign_in_link(cast.alice)).status_code == 403
    assert SignInLink.objects.get().used_at is None


@pytest.mark.parametrize(
    "path", ["/", "/workflows/", "/workflows/some-id/", "/executions/", "/settings/members/"]
)
def test_the_shell_is_one_page_for_every_address_of_the_front_end(cast: Cast, path: str) -> None:
    client = Client()
    client.force_login(cast.alice)

    page = client.get(path)
    stranger = Client().get(path)

    assert page.status_code == 200
    assert b'id="quintet-config"' in page.content
    assert b'"api": "/api/"' in page.content
    assert "csrftoken" in page.cookies
    assert stranger.status_code == 302
    assert stranger.headers["Location"].startswith("/sign-in/?next=/")


def test_no_page_has_a_script_or_style_of_its_own_inside(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.alice)
    _, invitation = invite_member(cast.project, cast.actor("alice"), role="viewer")

    for path in ("/sign-in/", create_sign_in_link(cast.alice), invitation, "/api/docs/"):
        text = Client().get(path).content.decode()
        assert "<style" not in text
        assert " onclick" not in text
        assert all("src=" in tag for tag in text.split("<script")[1:]), path


def test_a_member_joins_by_invitation_once(cast: Cast) -> None:
    _, path = invite_member(cast.project, cast.actor("alice"), role="operator")
    client = Client()
    client.force_login(cast.charlie)

    seen = client.get(path)
    joined = client.post(path)
    again = client.post(path)

    assert b"Join" in seen.content
    assert joined.status_code == 302
    assert Membership.objects.get(user=cast.charlie, project=cast.project).role == "operator"
    assert again.status_code == 410
    assert Invitation.objects.get().accepted_by == cast.charlie


def test_a_newcomer_joins_with_a_new_account(cast: Cast) -> None:
    _, path = invite_member(cast.project, cast.actor("alice"), role="editor")
    client = Client()

    weak = client.post(path, {"username": "erin", "password1": "123", "password2": "123"})
    joined = client.post(
        path, {"username": "erin", "password1": "a long pass phrase", "password2": "a long pass phrase"}
    )

    assert weak.status_code == 400
    assert joined.status_code == 302
    erin = User.objects.get(username="erin")
    assert (erin.is_staff, erin.is_superuser) == (False, False)
    assert Membership.objects.get(user=erin).role == "editor"


def test_an_invitation_does_not_change_the_role_of_a_member(cast: Cast) -> None:
    _, path = invite_member(cast.project, cast.actor("alice"), role="viewer")
    client = Client()
    client.force_login(cast.alice)

    client.post(path)

    assert Membership.objects.get(user=cast.alice, project=cast.project).role == "owner"


@pytest.mark.parametrize(
    "change", [{"expires_at": timezone.now() - timedelta(1)}, {"revoked_at": timezone.now()}]
)
def test_an_invitation_that_has_ended_lets_nobody_in(cast: Cast, change: dict[str, Any]) -> None:
    _, path = invite_member(cast.project, cast.actor("alice"), role="owner")
    Invitation.objects.update(**change)
    client = Client()
    client.force_login(cast.charlie)

    assert client.post(path).status_code == 410
    assert not Membership.objects.filter(user=cast.charlie, project=cast.project).exists()
