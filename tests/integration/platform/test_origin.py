"""Sockets can be opened by our own pages only."""

import pytest
from pytest_django import Settings

from config.origin import is_same_origin


@pytest.fixture(autouse=True)
def _own_names(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "quintet.example"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://front.example"]


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://localhost:8000", "localhost:8000"),
        ("https://quintet.example", "quintet.example"),
        ("https://front.example", "quintet.example"),
        ("", "localhost:8000"),
    ],
)
def test_our_own_pages_and_programs_get_in(origin: str, host: str) -> None:
    assert is_same_origin(origin, host)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://localhost:3000", "localhost:8000"),
        ("https://evil.example", "quintet.example"),
        ("null", "localhost:8000"),
        ("file://localhost:8000", "localhost:8000"),
        ("http://evil.example", "evil.example"),
        ("", "evil.example"),
    ],
)
def test_pages_of_others_do_not_not_even_another_port_of_this_machine(origin: str, host: str) -> None:
    assert not is_same_origin(origin, host)
