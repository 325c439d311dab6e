"""Two people on one draft: nobody's change is overwritten unseen."""

import copy
from typing import Any

from tests.integration.builder.cast import SMALL, Cast


def changed(node: str, **fields: Any) -> dict[str, Any]:
    document = copy.deepcopy(SMALL)
    next(one for one in document["nodes"] if one["id"] == node).update(fields)
    return document


def test_a_save_on_an_old_revision_is_refused_with_both_sides(cast: Cast) -> None:
    workflow = cast.workflow()
    path = f"workflows/{workflow.pk}/"
    cast.api("alice").patch(path, {"revision": 1, "document": changed("greet", name="Alice was here")})

    refused = cast.api("bob").patch(path, {"revision": 1, "document": changed("greet", name="Bob was here")})

    assert refused.status == 409
    assert refused.body["code"] == "conflict"
    assert refused.body["mine"]["nodes"][1]["name"] == "Bob was here"
    assert refused.body["theirs"]["revision"] == 2
    assert refused.body["theirs"]["document"]["nodes"][1]["name"] == "Alice was here"
    assert refused.body["merged"] is None
    assert cast.api("bob").get(path).body["document"]["nodes"][1]["name"] == "Alice was here"


def test_changes_of_different_fields_are_offered_merged(cast: Cast) -> None:
    workflow = cast.workflow()
    path = f"workflows/{workflow.pk}/"
    cast.api("alice").patch(path, {"revision": 1, "document": changed("greet", name="Alice")})
    cast.api("alice").patch(path, {"revision": 2, "name": "Renamed"})

    refused = cast.api("bob").patch(path, {"revision": 1, "document": changed("done", note="Bob")})

    merged = refused.body["merged"]
    assert (merged["nodes"][1]["name"], merged["nodes"][2]["note"]) == ("Alice", "Bob")
    assert cast.api("bob").patch(path, {"revision": 3, "document": merged}).status == 200


def test_when_only_the_name_changed_meanwhile_my_document_is_the_merged_one(cast: Cast) -> None:
    workflow = cast.workflow()
    path = f"workflows/{workflow.pk}/"
    cast.api("alice").patch(path, {"revision": 1, "name": "Renamed"})

    refused = cast.api("bob").patch(path, {"revision": 1, "document": changed("done", note="Bob")})

    assert refused.status == 409
    assert refused.body["merged"]["nodes"][2]["note"] == "Bob"


def test_nothing_is_merged_against_a_revision_that_is_no_longer_kept(cast: Cast) -> None:
    workflow = cast.workflow()
    path = f"workflows/{workflow.pk}/"
    for revision in range(1, 33):
        cast.api("alice").patch(
            path, {"revision": revision, "document": changed("greet", name=f"{revision}")}
        )

    refused = cast.api("bob").patch(path, {"revision": 1, "document": changed("done", note="Bob")})

    assert refused.status == 409
    assert refused.body["merged"] is None


def test_a_conflict_without_a_document_has_nothing_of_mine(cast: Cast) -> None:
    workflow = cast.workflow()
    path = f"workflows/{workflow.pk}/"
    cast.api("alice").patch(path, {"revision": 1, "name": "A"})

    refused = cast.api("bob").patch(path, {"revision": 1, "name": "B"})

    assert refused.status == 409
    assert (refused.body["mine"], refused.body["merged"]) == (None, None)
