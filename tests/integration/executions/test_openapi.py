"""The API of executions describes itself without a warning."""

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings
from drf_spectacular.validation import validate_schema

from builder.api.schema import described


def test_the_whole_api_is_valid_openapi_without_a_warning() -> None:
    with patched_settings(described()):
        GENERATOR_STATS.silence()
        GENERATOR_STATS.reset()
        schema = SchemaGenerator(urlconf="config.urls").get_schema(public=True)

    validate_schema(schema)
    assert not GENERATOR_STATS._warn_cache, dict(GENERATOR_STATS._warn_cache)
    assert not GENERATOR_STATS._error_cache, dict(GENERATOR_STATS._error_cache)
    assert schema["paths"]["/api/workflows/{workflow}/execute/"]["post"]["summary"]
