"""The base of every serializer: unknown fields are refused, and text is text, never a number made into one."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError


class StrictSerializer(serializers.Serializer[Any]):
    """Reads bodies and writes answers with explicit fields only."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            known = {name for name, field in self.fields.items() if not field.read_only}
            unknown = {
                str(name): [ErrorDetail(_unknown(str(name), known), code="unknown_field")]
                for name in data
                if name not in known
            }
            if unknown:
                raise ValidationError(unknown)
        return super().to_internal_value(data)


def _unknown(name: str, known: set[str]) -> str:
    return f"There is no field “{name[:80]}” here. Known: {', '.join(sorted(known)) or 'none'}."


class Text(serializers.CharField):
    """A string, and nothing else that could be read as one."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise ValidationError("This must be text.", code="invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    """True or false, and nothing that only looks like it."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            raise ValidationError("This must be true or false.", code="invalid")
        return data


class Whole(serializers.IntegerField):
    """A whole number: no text, no true."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            raise ValidationError("This must be a whole number.", code="invalid")
        return super().to_internal_value(data)


class Moment(serializers.DateTimeField):
    """A point in time, told in UTC whatever zone the project around lives in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso-8601", default_timezone=UTC, **kwargs)


class Value(serializers.JSONField):
    """Any JSON value, null too. The parser has already refused what is none."""

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        # Not by `allow_null`, which the schema would tell as "anything, or else null".
        return (True, None) if data is None else super().validate_empty_values(data)

    def to_internal_value(self, data: Any) -> Any:
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class Mapped(Value):
    """A JSON object."""

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        return (False, None) if data is None else super().validate_empty_values(data)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            raise ValidationError("This must be an object.", code="invalid")
        return data


class ErrorSerializer(StrictSerializer):
    path = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()


class ProblemSerializer(StrictSerializer):
    """RFC 9457: what went wrong, and at which fields."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = ErrorSerializer(many=True)  # type: ignore[assignment]
