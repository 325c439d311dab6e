"""Every test here has a database, the builder's own addresses, and nobody counted by a rate limit yet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.integration.builder.cast import Cast


@pytest.fixture(autouse=True)
def _surroundings(db: None, settings: object) -> Iterator[None]:
    # This file is read before Django is set up, so what needs Django is imported within.
    from django.core.cache import cache

    settings.ROOT_URLCONF = "tests.integration.builder.urlconf"  # type: ignore[attr-defined]
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast() -> "Cast":
    from tests.integration.builder.cast import assemble

    return assemble()
