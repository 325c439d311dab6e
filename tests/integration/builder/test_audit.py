"""The audit log says who did what, and owners read it."""

from builder.models import AuditEntry
from builder.services.create_token import create_token
from tests.integration.builder.cast import Api, Cast


def test_every_change_over_the_api_is_written_down_with_who_did_it(cast: Cast) -> None:
    bob = cast.api("bob")
    workflow = bob.post("workflows/", {"name": "Told"}).body
    bob.patch(f"workflows/{workflow['id']}/", {"revision": 1, "name": "Renamed"})
    bob.post(f"workflows/{workflow['id']}/duplicate/")
    bob.delete(f"workflows/{workflow['id']}/")

    told = cast.api("alice").get(f"audit/?thing={workflow['id']}").body["results"]

    assert [entry["action"] for entry in told] == ["workflow.archived", "workflow.edited", "workflow.created"]
    assert {entry["actor"] for entry in told} == {"bob"}


def test_a_token_is_named_beside_its_person(cast: Cast) -> None:
    _, text = create_token(cast.project, cast.alice, "nightly")

    Api(token=text).post("workflows/", {"name": "Made"})

    assert AuditEntry.objects.get(action="workflow.created").actor == "alice by token “nightly”"


def test_the_log_is_filtered_and_belongs_to_its_project(cast: Cast) -> None:
    cast.workflow()

    assert len(cast.api("alice").get("audit/?action=workflow.created").body["results"]) == 1
    assert cast.api("charlie").get("audit/?action=workflow.created").body["results"] == []


def test_the_log_outlives_its_project(cast: Cast) -> None:
    cast.workflow()
    before = AuditEntry.objects.count()

    cast.project.delete()

    assert AuditEntry.objects.count() == before
