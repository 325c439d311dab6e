"""Says what pydantic found in words that an author of a workflow knows: the field, what was found, what would do."""

from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from builder.graph.problems import suggestion
from builder.graph.reading import word_for
from nodes.config_problems import Location

Found = dict[str, Any]


class Said(NamedTuple):
    code: str
    message: str


WANTED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "date_from_datetime_parsing": "a date",
    "date_parsing": "a date",
    "datetime_from_date_parsing": "a date and time",
    "datetime_parsing": "a date and time",
    "datetime_type": "a date and time",
    "dict_type": "an object",
    "float_parsing": "a number",
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "list_type": "a list",
    "mapping_type": "an object",
    "model_attributes_type": "an object",
    "model_type": "an object",
    "none_required": "empty",
    "set_type": "a list",
    "string_type": "text",
    "tuple_type": "a list",
    "url_parsing": "a web address",
    "url_type": "a web address",
}
BEGINNINGS = (
    "Input should",
    "String should",
    "List should",
    "Dictionary should",
    "Value should",
    "Number should",
)
PREFIXES = ("Value error, ", "Assertion failed, ")


def say(model: type[BaseModel], field: str, found: list[Found]) -> Said:
    """One sentence or two for all that was found about one field."""
    first = found[0]
    title = _title(model, first["loc"]) or field
    if first["type"] == "missing":
        return Said("required", f"“{title}” is missing. Fill it in.")
    if first["type"] == "extra_forbidden":
        return _unknown_field(model, first["loc"])
    for each in found:
        if each["type"] in ("literal_error", "enum"):
            allowed = str(each["ctx"]["expected"]).replace("'", "`")
            return Said("invalid", f"“{title}” must be {allowed}; found {_shown(each['input'])}.")
    wanted = list(dict.fromkeys(WANTED[each["type"]] for each in found if each["type"] in WANTED))
    if wanted:
        return Said("wrong_type", f"“{title}” must be {' or '.join(wanted)}; found {_shown(first['input'])}.")
    return Said("invalid", _in_our_words(title, field, first))


def _in_our_words(title: str, field: str, found: Found) -> str:
    message = str(found["msg"])
    for prefix in PREFIXES:
        if message.startswith(prefix):
            plain = message.removeprefix(prefix)
            return f"“{title}”: {plain}" if field else plain
    for beginning in BEGINNINGS:
        message = message.replace(beginning, "must")
    return f"“{title}” {message[:1].lower()}{message[1:]}; found {_shown(found['input'])}."


def _unknown_field(model: type[BaseModel], location: Location) -> Said:
    name = str(location[-1])
    around = _spec_at(model, location[:-1]) or {}
    help_ = suggestion(name, around.get("properties", {}), what="The fields are", none="There are none here.")
    return Said("unknown_field", f"There is no field `{name}` here. {help_} Or remove it.")


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f"“{value}”" if len(value) <= 40 else f"“{value[:40]}…”"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return word_for(value)


def _title(model: type[BaseModel], location: Location) -> str:
    spec = _spec_at(model, location)
    return str(spec.get("title") or "") if spec else ""


def _spec_at(model: type[BaseModel], location: Location) -> dict[str, Any] | None:
    """The schema of the field at a place, as far as it can be followed."""
    whole = _schema(model)
    spec: Any = whole
    for step in location:
        around = _resolved(spec, whole)
        inside = around.get("items") if isinstance(step, int) else around.get("properties", {}).get(step)
        spec = inside if isinstance(inside, dict) else around.get("additionalProperties")
        if not isinstance(spec, dict):
            return None
    resolved = _resolved(spec, whole)
    return {**resolved, "title": spec["title"]} if "title" in spec else resolved


def _resolved(spec: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """Without the detour over a definition, or over a choice of which one is an object."""
    for choice in (spec, *spec.get("anyOf", ())):
        reference = str(choice.get("$ref", "")).rpartition("/")[2]
        if reference:
            found: dict[str, Any] = whole.get("$defs", {}).get(reference, choice)
            return found
        if "properties" in choice:
            return choice
    return spec


@lru_cache(maxsize=512)
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()
