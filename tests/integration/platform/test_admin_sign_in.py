"""The admin has no page of its own for signing in, where attempts would not be counted."""

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.mark.django_db
def test_the_admin_sends_to_the_one_page_for_signing_in() -> None:
    answer = Client().get("/admin/", follow=True)

    assert [address for address, _ in answer.redirect_chain][-1].startswith("/sign-in/?next=")
    assert Client().post("/admin/login/", {"username": "a", "password": "b"}).status_code == 302


@pytest.mark.django_db
def test_who_is_signed_in_and_not_staff_is_refused() -> None:
    client = Client()
    client.force_login(User.objects.create_user("bob"))

    assert client.get("/admin/", follow=True).status_code == 403
