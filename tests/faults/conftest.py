"""Faults are played with real processes over the database and the Redis of the run."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.faults.theatre import Theatre


@pytest.fixture
def theatre(transactional_db: None, settings: object, tmp_path: Path) -> Iterator["Theatre"]:
    # This file is read before Django is set up, so what needs Django is imported within.
    from builder.catalogue import catalogue
    from executions import startable
    from executions.queues import connection
    from tests.faults.theatre import Theatre

    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "tests.faults.ledger"]  # type: ignore[attr-defined]
    catalogue.cache_clear()
    startable._known.clear()
    connection().flushdb()
    stage = Theatre(tmp_path)
    yield stage
    stage.close()
    catalogue.cache_clear()
