"""The same Idempotency-Key twice makes one workflow."""

from builder.models import Workflow
from tests.integration.builder.cast import SMALL, Cast

KEY = {"Idempotency-Key": "order-7"}


def test_repeating_a_request_under_its_key_gives_the_workflow_made_before(cast: Cast) -> None:
    api = cast.api("alice")

    first = api.post("workflows/", {"name": "Once", "document": SMALL}, headers=KEY)
    again = api.post("workflows/", {"name": "Once", "document": SMALL}, headers=KEY)

    assert (first.status, again.status) == (201, 201)
    assert first.body["id"] == again.body["id"]
    assert Workflow.objects.count() == 1


def test_another_request_under_a_used_key_is_refused(cast: Cast) -> None:
    api = cast.api("alice")
    api.post("workflows/", {"name": "Once"}, headers=KEY)

    refused = api.post("workflows/", {"name": "Twice"}, headers=KEY)

    assert (refused.status, refused.body["code"]) == (409, "idempotency_key_reused")
    assert Workflow.objects.count() == 1


def test_keys_of_different_projects_do_not_meet(cast: Cast) -> None:
    first = cast.api("alice").post("workflows/", {"name": "Once"}, headers=KEY)
    other = cast.api("charlie").post("workflows/", {"name": "Once"}, headers=KEY)

    assert first.body["id"] != other.body["id"]


def test_without_a_key_each_request_makes_one(cast: Cast) -> None:
    api = cast.api("alice")

    assert (
        api.post("workflows/", {"name": "A"}).body["id"] != api.post("workflows/", {"name": "A"}).body["id"]
    )


def test_an_endless_key_is_refused(cast: Cast) -> None:
    assert (
        cast.api("alice").post("workflows/", {"name": "A"}, headers={"Idempotency-Key": "x" * 201}).status
        == 400
    )
