"""Two at the same moment: one wins, the other is told, nothing is doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from builder.models import ApiToken, Invitation, SignInLink, Workflow, WorkflowVersion
from builder.refusals import Clash
from builder.services.accept_invitation import accept_invitation
from builder.services.create_sign_in_link import create_sign_in_link
from builder.services.create_workflow import create_workflow
from builder.services.invite_member import invite_member
from builder.services.publish_version import publish_version
from builder.services.redeem_sign_in_link import redeem_sign_in_link
from builder.services.save_draft import save_draft
from tests.integration.builder.cast import SMALL, Cast, assemble

AT_ONCE = 6


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


def at_once(action: Callable[[int], Any]) -> list[Any]:
    """The results of all, an exception standing for itself."""
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> Any:
        try:
            barrier.wait()
            return action(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_of_several_saves_on_one_revision_one_wins(cast: Cast) -> None:
    workflow = cast.workflow()

    results = at_once(
        lambda number: save_draft(
            Workflow.objects.get(pk=workflow.pk), cast.actor("alice"), revision=1, name=f"Number {number}"
        )
    )

    assert sum(isinstance(result, Workflow) for result in results) == 1
    assert sum(isinstance(result, Clash) for result in results) == AT_ONCE - 1
    workflow.refresh_from_db()
    assert workflow.revision == 2


def test_publishing_at_once_numbers_without_gap_or_double(cast: Cast) -> None:
    workflow = cast.workflow()

    at_once(lambda number: publish_version(workflow, cast.actor("alice")))

    numbers = (
        WorkflowVersion.objects.filter(workflow=workflow).order_by("number").values_list("number", flat=True)
    )
    assert list(numbers) == list(range(1, AT_ONCE + 1))


def test_one_idempotency_key_makes_one_workflow(cast: Cast) -> None:
    results = at_once(
        lambda number: create_workflow(
            cast.project, cast.actor("alice"), name="Once", document=SMALL, idempotency_key="k"
        )
    )

    assert len({result.pk for result in results}) == 1
    assert Workflow.objects.count() == 1


def test_a_sign_in_link_is_redeemed_once(cast: Cast) -> None:
    secret = create_sign_in_link(cast.alice).split("/")[2]

    results = at_once(lambda number: redeem_sign_in_link(secret))

    assert sum(result is not None for result in results) == 1
    assert SignInLink.objects.get().used_at is not None


def test_an_invitation_lets_one_person_in(cast: Cast) -> None:
    from django.contrib.auth.models import User

    people = [User.objects.create_user(f"guest{number}") for number in range(AT_ONCE)]
    _, path = invite_member(cast.project, cast.actor("alice"), role="viewer")
    secret = path.split("/")[2]

    results = at_once(lambda number: accept_invitation(secret, people[number]))

    assert sum(isinstance(result, Clash) for result in results) == AT_ONCE - 1
    assert cast.project.memberships.filter(user__in=people).count() == 1
    assert Invitation.objects.get().accepted_by in people
    assert ApiToken.objects.count() == 0
