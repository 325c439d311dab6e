"""Every test here has a real database that other threads and processes see, and an empty Redis."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _surroundings(transactional_db: None) -> Iterator[None]:
    # This file is read before Django is set up, so what needs Django is imported within.
    from django.core.cache import cache

    from executions import startable
    from executions.queues import connection

    cache.clear()
    connection().flushdb()
    startable._known.clear()
    yield
    cache.clear()


@pytest.fixture
def spy(settings: object) -> Iterator[None]:
    """The node types of `tests.integration.executions.spy` are in the catalogue."""
    from builder.catalogue import catalogue

    app = "tests.integration.executions.spy"
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, app]  # type: ignore[attr-defined]
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()
