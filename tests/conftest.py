"""Surroundings of all tests: services are started before Django reads its settings, and stopped whatever happens."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.services.surroundings import Surroundings, prepare_surroundings

UNIT = Path(__file__).parent / "unit"

# A landing must not depend on luck: the same examples each time. QUINTET_TEST_EXPLORE=1 looks for new ones.
# Nor on the load of the machine: the first run in a folder collects all characters, which takes a second of its own.
patient = [HealthCheck.too_slow]
hypothesis_settings.register_profile(
    "steady", derandomize=True, deadline=None, print_blob=True, suppress_health_check=patient
)
hypothesis_settings.register_profile("explore", deadline=None, print_blob=True, suppress_health_check=patient)
hypothesis_settings.load_profile("explore" if os.environ.get("QUINTET_TEST_EXPLORE") else "steady")
around_key = pytest.StashKey[Surroundings]()


def pytest_configure(config: pytest.Config) -> None:
    """Runs before pytest-django sets Django up, which it does only when the settings are named by then."""
    if _only_unit_tests(config):
        return
    around = prepare_surroundings()
    if around is not None:
        config.stash[around_key] = around
    from django.conf import settings  # only here: unit tests run without Django

    vendor = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    expected = os.environ.get("QUINTET_TEST_DATABASE") or "sqlite"
    if not vendor.startswith(expected):
        raise pytest.UsageError(f"The tests were to run on {expected}, but the settings say {vendor}.")


def pytest_report_header(config: pytest.Config) -> str:
    if _only_unit_tests(config):
        return "surroundings: none (unit tests)"
    return f"surroundings: database {os.environ.get('QUINTET_TEST_DATABASE') or 'sqlite'}, redis {os.environ['REDIS_URL']}"


def pytest_unconfigure(config: pytest.Config) -> None:
    around = config.stash.get(around_key, None)
    if around is not None:
        around.stop()


def _only_unit_tests(config: pytest.Config) -> bool:
    targets = [Path(str(argument).split("::")[0]) for argument in config.args]
    places = [
        (path if path.is_absolute() else config.invocation_params.dir / path).resolve() for path in targets
    ]
    return all(place == UNIT or UNIT in place.parents for place in places)


@pytest.fixture(scope="session")
def surroundings(request: pytest.FixtureRequest) -> Surroundings:
    """The services of this run, for tests that break them. Absent in a worker of pytest-xdist."""
    return request.config.stash[around_key]


@pytest.fixture
def redis_service(surroundings: Surroundings) -> Iterator[object]:
    """The run's own Redis; whatever a test did to it, the next one finds it running."""
    service = surroundings.redis
    if service is None:
        pytest.fail("This test breaks Redis, so it needs the run's own: unset REDIS_URL.")
    yield service
    if service.process.poll() is not None:
        service.start()
