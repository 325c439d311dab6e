"""Every test here has a database, the addresses of the whole product, and nobody counted by a rate limit yet."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _surroundings(db: None) -> Iterator[None]:
    # This file is read before Django is set up, so what needs Django is imported within.
    from django.core.cache import cache

    cache.clear()
    yield
    cache.clear()
