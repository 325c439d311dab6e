"""The services that the tests stand on are the real ones."""

import os

import pytest
from django.conf import settings
from django.db import connection
from redis import Redis


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for() -> None:
    assert connection.vendor == (os.environ.get("QUINTET_TEST_DATABASE") or "sqlite")


def test_redis_answers() -> None:
    assert Redis.from_url(settings.REDIS_URL).ping()


@pytest.mark.django_db
@pytest.mark.skipif(os.environ.get("QUINTET_TEST_DATABASE") == "postgresql", reason="a matter of SQLite")
def test_sqlite_writes_ahead_and_waits_for_other_writers() -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (30000,)
