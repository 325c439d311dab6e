"""The one include may be mounted anywhere: no address is taken for granted."""

from typing import Any

import pytest
from django.test import Client

from builder.services.create_sign_in_link import create_sign_in_link
from builder.services.invite_member import invite_member
from tests.integration.builder.cast import Cast


@pytest.fixture(autouse=True)
def _elsewhere(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.integration.builder.elsewhere"


def test_links_lead_to_where_the_pages_are(cast: Cast) -> None:
    link = create_sign_in_link(cast.alice)
    _, invitation = invite_member(cast.project, cast.actor("alice"), role="viewer")
    client = Client()

    signed_in = client.post(link)

    assert link.startswith("/flows/sign-in/")
    assert invitation.startswith("/flows/invitations/")
    assert signed_in.headers["Location"] == "/flows/"


def test_the_front_end_is_told_where_it_lives(cast: Cast) -> None:
    client = Client()

    away = client.get("/flows/workflows/")
    client.force_login(cast.alice)
    page = client.get("/flows/workflows/").content

    assert away.headers["Location"] == "/flows/sign-in/?next=/flows/workflows/"
    assert b'"base": "/flows/"' in page
    assert b'"api": "/flows/api/"' in page


def test_pages_of_a_list_stay_below_the_prefix(cast: Cast) -> None:
    for name in ("A", "B"):
        cast.workflow(name)
    client = Client()
    client.force_login(cast.alice)

    first = client.get("/flows/api/workflows/?page_size=1").json()

    assert "/flows/api/workflows/?" in first["next"]
    assert client.get(first["next"]).json()["results"][0]["name"] == "A"
    assert client.get("/flows/api/nothing/").headers["Content-Type"] == "application/problem+json"
    assert b"/flows/api/audit/" in client.get("/flows/api/schema/").content
