"""Checks what a run is given against the input schema of its workflow, and fills in defaults."""

from functools import lru_cache
from typing import Any

import orjson

from builder.refusals import TooLarge, Wrong
from executions.conf import conf
from nodes.errors import InvalidError
from nodes.json_defects import ValueDefect
from nodes.records.schemas import usable_schema, with_defaults
from nodes.values import clean_json


def check_inputs(inputs: Any, schema: dict[str, Any]) -> Any:
    """The inputs with defaults. Raises `Wrong` with the path of everything that does not fit."""
    given = {} if inputs is None else inputs
    try:
        clean_json(given, max_bytes=conf().max_input_bytes)
    except ValueDefect as defect:
        path = f"inputs.{defect.path}" if defect.path else "inputs"
        refusal = TooLarge if "bytes of JSON" in str(defect) else Wrong
        raise refusal(
            f"{path}: {defect}.",
            code="value",
            errors=[{"path": path, "code": "value", "message": str(defect)}],
        ) from None
    if not schema:
        return given
    filled = with_defaults(schema, given)
    errors = [
        {"path": _path(_place(error)), "code": "schema", "message": error.message[:500]}
        for error in _validator(orjson.dumps(schema)).iter_errors(filled)
    ]
    if errors:
        raise Wrong(f"The inputs do not fit: {errors[0]['path']}: {errors[0]['message']}", errors=errors[:50])
    return filled


@lru_cache(maxsize=256)
def _validator(schema: bytes) -> Any:
    try:
        return usable_schema(orjson.loads(schema))
    except InvalidError as error:
        raise Wrong.field("inputs", f"The input schema of the workflow cannot be read: {error}") from error


def _place(error: Any) -> list[str | int]:
    """Where it is wrong; of a missing property the place where it is missed."""
    missing = getattr(error.kind, "property", None)
    return [*error.instance_path, *([missing] if isinstance(missing, str) else [])]


def _path(steps: Any) -> str:
    return "inputs" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
