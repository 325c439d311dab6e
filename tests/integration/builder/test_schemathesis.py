"""Schemathesis throws generated calls, right and wrong ones, at every operation of the OpenAPI."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from builder.api.schema import described
from builder.services.create_token import create_token
from tests.integration.builder.cast import Cast

EXAMPLES = int(os.environ.get("QUINTET_TEST_EXAMPLES") or 5)
"""For each operation and mode; the long profile sets more."""

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


def operations() -> list[str]:
    with patched_settings(described()):
        made = SchemaGenerator(urlconf="tests.integration.builder.urlconf").get_schema(public=True)
    return sorted(f"{method.upper()} {path}" for path, methods in made["paths"].items() for method in methods)


def api_schema() -> Any:
    with patched_settings(described()):
        made = SchemaGenerator(urlconf="tests.integration.builder.urlconf").get_schema(public=True)
    schema = schemathesis.openapi.from_dict(made)
    schema.app = get_wsgi_application()
    return schema


@pytest.fixture(autouse=True)
def _kept_connection() -> Iterator[None]:
    """A call through WSGI would close the connection that holds the test's transaction."""
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", operations())
def test_every_operation_answers_as_it_says(cast: Cast, operation: str, mode: GenerationMode) -> None:
    method, path = operation.split(" ", 1)
    found = api_schema()[path][method]
    workflow = cast.workflow()
    _, token = create_token(cast.project, cast.alice, "schemathesis")
    values = {"workflow": str(workflow.pk), "project": str(cast.project.pk), "number": 1, "key": "data.set"}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=found.as_strategy(generation_mode=mode))
    def throw(case: Any) -> None:
        if mode is GenerationMode.POSITIVE:
            case.path_parameters = {
                name: values.get(name, value) for name, value in case.path_parameters.items()
            }
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

    throw()
