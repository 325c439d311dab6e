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
