"""The API describes itself without a warning, and every operation says what it answers."""

import warnings
from typing import Any

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings
from drf_spectacular.validation import validate_schema

from builder.api.schema import described
from tests.integration.builder.cast import Api


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    with patched_settings(described()), warnings.catch_warnings():
        warnings.simplefilter("error")
        GENERATOR_STATS.silence()
        GENERATOR_STATS.reset()
        made: dict[str, Any] = SchemaGenerator(urlconf="tests.integration.builder.urlconf").get_schema(
            public=True
        )
    assert not GENERATOR_STATS._warn_cache, dict(GENERATOR_STATS._warn_cache)
    assert not GENERATOR_STATS._error_cache, dict(GENERATOR_STATS._error_cache)
    return made


def test_it_is_valid_openapi_3_1(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)


def test_every_operation_has_a_summary_a_tag_and_its_problems(schema: dict[str, Any]) -> None:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation.get("summary"), where
            assert operation.get("tags"), where
            assert "401" in operation["responses"], where
            assert "application/problem+json" in operation["responses"]["401"]["content"], where


def test_no_operation_id_is_there_twice(schema: dict[str, Any]) -> None:
    ids = [one["operationId"] for methods in schema["paths"].values() for one in methods.values()]

    assert len(ids) == len(set(ids))


def test_lists_are_described_with_their_pages(schema: dict[str, Any]) -> None:
    answer = schema["paths"]["/api/workflows/"]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    page = schema["components"]["schemas"][answer["$ref"].rsplit("/", 1)[1]]

    assert set(page["properties"]) == {"next", "previous", "results"}


def test_schema_and_docs_are_served_here() -> None:
    api = Api()

    assert api.get("schema/").status == 200
    docs = api.get("docs/")
    assert docs.status == 200
    assert b"https://" not in docs.raw
