"""Projects, members and invitations over the API."""

from builder.models import Membership, Project
from tests.integration.builder.cast import Cast


def test_a_new_project_belongs_to_who_made_it(cast: Cast) -> None:
    made = cast.api("bob").post("projects/", {"name": "Shop"})

    assert made.status == 201
    assert made.body["slug"] != cast.project.slug
    assert Membership.objects.get(project=made.body["id"]).user == cast.bob


def test_everybody_sees_their_own_projects_only(cast: Cast) -> None:
    assert [one["name"] for one in cast.api("bob").get("projects/").body["results"]] == ["Shop"]
    assert [one["name"] for one in cast.api("charlie").get("projects/").body["results"]] == ["Elsewhere"]


def test_the_session_says_what_one_may_do_where(cast: Cast) -> None:
    cast.project.memberships.filter(user=cast.bob).update(role="operator")

    (project,) = cast.api("bob").get("session/").body["projects"]

    assert project["role"] == "operator"
    assert set(project["verbs"]) == {"read", "read_logs", "run", "control", "answer"}


def test_a_call_is_about_the_project_it_names(cast: Cast) -> None:
    second = cast.api("alice").post("projects/", {"name": "Second"}).body
    api = cast.api("alice")
    api.post(f"workflows/?project={second['slug']}", {"name": "There"})

    assert api.get("workflows/").body["results"] == []
    assert len(api.get("workflows/", headers={"X-Project": second["id"]}).body["results"]) == 1
    assert api.get("workflows/?project=no-such").status == 404


def test_the_last_owner_stays(cast: Cast) -> None:
    api = cast.api("alice")
    mine = cast.project.memberships.get(user=cast.alice)
    path = f"projects/{cast.project.pk}/members/{mine.pk}/"

    assert api.patch(path, {"role": "viewer"}).status == 409
    assert api.delete(path).status == 409
    cast.project.memberships.filter(user=cast.bob).update(role="owner")
    assert api.patch(path, {"role": "viewer"}).status == 200


def test_a_member_may_leave_and_takes_the_tokens_along(cast: Cast) -> None:
    from builder.services.create_token import create_token
    from tests.integration.builder.cast import Api

    _, text = create_token(cast.project, cast.bob, "Bob's")
    his = cast.project.memberships.get(user=cast.bob)

    assert cast.api("bob").delete(f"projects/{cast.project.pk}/members/{his.pk}/").status == 204

    assert Api(token=text).get("workflows/").status == 401
    assert cast.api("bob").get(f"workflows/?project={cast.project.pk}").status == 404


def test_what_is_allowed_changes_at_once_with_the_role(cast: Cast) -> None:
    api = cast.api("bob")
    assert api.post("workflows/", {"name": "Mine"}).status == 201

    cast.project.memberships.filter(user=cast.bob).update(role="viewer")

    assert api.post("workflows/", {"name": "Another"}).status == 403


def test_an_invitation_shows_its_link_once(cast: Cast) -> None:
    api, path = cast.api("alice"), f"projects/{cast.project.pk}/invitations/"

    made = api.post(path, {"role": "editor", "email": "dora@example.org"})
    listed = api.get(path).body["results"]

    assert made.status == 201
    assert "/invitations/" in made.body["link"]
    assert listed[0]["state"] == "open"
    assert "link" not in listed[0]
    assert api.delete(f"{path}{made.body['id']}/").status == 204
    assert api.get(path).body["results"][0]["state"] == "revoked"


def test_a_member_of_another_project_cannot_be_reached_through_ones_own(cast: Cast) -> None:
    charlies = cast.charlies_project.memberships.get()

    assert (
        cast.api("alice")
        .patch(f"projects/{cast.project.pk}/members/{charlies.pk}/", {"role": "viewer"})
        .status
        == 404
    )


def test_a_project_keeps_its_slug_when_it_is_renamed(cast: Cast) -> None:
    cast.api("alice").patch(f"projects/{cast.project.pk}/", {"name": "Market"})

    project = Project.objects.get(pk=cast.project.pk)
    assert (project.name, project.slug) == ("Market", "shop")
