"""Publishing, comparing and restoring versions."""

import copy

import pytest

from builder.models import WorkflowVersion
from builder.services.snapshot_draft import snapshot_draft
from tests.integration.builder.cast import SMALL, Cast


def test_publishing_makes_numbered_versions_with_message_and_author(cast: Cast) -> None:
    workflow = cast.workflow()
    api = cast.api("bob")

    first = api.post(f"workflows/{workflow.pk}/publish/", {"message": "First"})
    second = api.post(f"workflows/{workflow.pk}/publish/", {"message": "Second", "revision": 1})
    listed = api.get(f"workflows/{workflow.pk}/versions/")

    assert (first.status, first.body["number"], first.body["message"]) == (201, 1, "First")
    assert second.body["number"] == 2
    assert second.body["author"]["name"] == "bob"
    assert [row["number"] for row in listed.body["results"]] == [2, 1]
    assert api.get(f"workflows/{workflow.pk}/").body["published_version"] == 2


def test_a_draft_with_errors_is_not_published_and_says_all_of_them(cast: Cast) -> None:
    workflow = cast.workflow(document={"nodes": [{"id": "x", "type": "no.such"}]})

    refused = cast.api("alice").post(f"workflows/{workflow.pk}/publish/")

    assert refused.status == 422
    assert refused.body["code"] == "invalid_graph"
    assert "x" in {problem["node"] for problem in refused.body["problems"]}
    assert WorkflowVersion.objects.count() == 0


def test_another_revision_than_the_one_seen_is_not_published(cast: Cast) -> None:
    workflow = cast.workflow()
    cast.api("alice").patch(f"workflows/{workflow.pk}/", {"revision": 1, "document": SMALL})

    assert cast.api("alice").post(f"workflows/{workflow.pk}/publish/", {"revision": 1}).status == 409


def test_a_version_stays_as_it_was_when_the_draft_goes_on(cast: Cast) -> None:
    workflow = cast.workflow()
    api = cast.api("alice")
    api.post(f"workflows/{workflow.pk}/publish/")
    api.patch(f"workflows/{workflow.pk}/", {"revision": 1, "document": {"nodes": []}})

    version = api.get(f"workflows/{workflow.pk}/versions/1/")

    assert len(version.body["document"]["nodes"]) == 3


def test_a_version_cannot_be_saved_again(cast: Cast) -> None:
    version = snapshot_draft(cast.workflow(), cast.actor("alice"))
    version.message = "changed"

    with pytest.raises(TypeError, match="immutable"):
        version.save()


def test_comparing_tells_logic_from_layout(cast: Cast) -> None:
    workflow = cast.workflow()
    api = cast.api("alice")
    api.post(f"workflows/{workflow.pk}/publish/")
    document = copy.deepcopy(SMALL)
    document["nodes"][0]["position"] = {"x": 7, "y": 7}
    document["nodes"][1]["config"] = {"fields": {"text": "Bye"}}
    api.patch(f"workflows/{workflow.pk}/", {"revision": 1, "document": document})

    compared = api.get(f"workflows/{workflow.pk}/compare/?a=1&b=draft")

    changes = {change["id"]: change["layout"] for change in compared.body["nodes"]}
    assert changes == {"start": True, "greet": False}


@pytest.mark.parametrize("query", ["a=x", "a=-1", "a=99999999999999999999", "a=%C2%B2"])
def test_comparing_with_what_is_no_version_is_refused(cast: Cast, query: str) -> None:
    assert cast.api("alice").get(f"workflows/{cast.workflow().pk}/compare/?{query}").status == 400


def test_restoring_makes_a_version_the_draft_as_a_new_revision(cast: Cast) -> None:
    workflow = cast.workflow()
    api = cast.api("bob")
    api.post(f"workflows/{workflow.pk}/publish/")
    api.patch(f"workflows/{workflow.pk}/", {"revision": 1, "document": {"nodes": []}})

    stale = api.post(f"workflows/{workflow.pk}/versions/1/restore/", {"revision": 1})
    restored = api.post(f"workflows/{workflow.pk}/versions/1/restore/", {"revision": 2})

    assert stale.status == 409
    assert restored.status == 200
    assert (len(restored.body["document"]["nodes"]), restored.body["revision"]) == (3, 3)


def test_a_version_that_is_not_there_is_not_found(cast: Cast) -> None:
    workflow = cast.workflow()

    for number in (1, 0, 2**31, 2**63, 10**30):
        assert cast.api("alice").get(f"workflows/{workflow.pk}/versions/{number}/").status == 404


def test_snapshots_of_one_draft_are_one_and_are_not_listed(cast: Cast) -> None:
    workflow = cast.workflow()

    one = snapshot_draft(workflow, cast.actor("alice"))
    same = snapshot_draft(workflow, cast.actor("bob"))

    assert one.pk == same.pk
    assert one.number is None
    assert cast.api("alice").get(f"workflows/{workflow.pk}/versions/").body["results"] == []


def test_the_content_hash_ignores_layout(cast: Cast) -> None:
    workflow = cast.workflow()
    api = cast.api("alice")
    first = api.post(f"workflows/{workflow.pk}/publish/").body
    document = copy.deepcopy(SMALL)
    document["nodes"][0]["position"] = {"x": 700, "y": 7}
    api.patch(f"workflows/{workflow.pk}/", {"revision": 1, "document": document})

    second = api.post(f"workflows/{workflow.pk}/publish/").body

    assert first["content_hash"] == second["content_hash"]
