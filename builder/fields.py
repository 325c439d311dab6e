"""A model field that keeps a JSON value as text: the same on every database, key order kept, never queried inside."""

from typing import TYPE_CHECKING, Any

import orjson
from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:
    _Base = models.Field[Any, Any]
else:
    _Base = models.Field


class JSONText(_Base):
    """With `null=True` Python's None is SQL's NULL, else it is JSON's null."""

    description = "JSON as text"

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return None if value is None else orjson.loads(value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None and self.null:
            return None
        if hasattr(value, "resolve_expression"):
            return value
        return orjson.dumps(value).decode()

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return orjson.dumps(self.value_from_object(obj)).decode()

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        try:
            orjson.dumps(value)
        except TypeError as error:
            raise ValidationError(f"This is no JSON value: {error}.") from error
