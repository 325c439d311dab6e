"""Fields, lists and code."""

from typing import Any

from builder.graph.n8n.translation import Given, Json, Translated

PARTS = {
    "string": "stringValue",
    "number": "numberValue",
    "boolean": "booleanValue",
    "array": "arrayValue",
    "object": "objectValue",
}


def set_(given: Given) -> Translated:
    fields: Json = {}
    for row in given.rows("assignments.assignments") or given.rows("fields.values"):
        name = str(row.get("name", "")) or "field"
        value = row.get(
            "value", row.get(PARTS.get(str(row.get("type", "")).removesuffix("Value"), "stringValue"))
        )
        _put(fields, name, _typed(given.value(value, f"config.fields.{name}"), str(row.get("type", ""))))
    values = given.parameter("values")
    for rows in values.values() if isinstance(values, dict) else ():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                name = str(row.get("name", "")) or "field"
                _put(fields, name, given.value(row.get("value"), f"config.fields.{name}"))
    if given.parameter("mode") == "raw":
        given.not_translated("The fields were written as JSON; enter them one by one.", "config.fields")
    keep = bool(given.parameter("includeOtherFields", given.parameter("include") == "all"))
    if given.node.version < 3:
        keep = given.parameter("keepOnlySet") is not True
    return Translated("data.set", {"fields": fields, "keep_input": keep})


def _put(fields: Json, name: str, value: Any) -> None:
    """`address.city` is a field inside a field."""
    *outer, last = name.split(".")
    for key in outer:
        inner = fields.setdefault(key, {})
        if not isinstance(inner, dict):
            return
        fields = inner
    fields[last] = value


def _typed(value: Any, kind: str) -> Any:
    if kind == "number" and isinstance(value, str) and "{{" not in value:
        try:
            return float(value) if "." in value else int(value)
        except ValueError:
            return value
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def code(given: Given) -> Translated:
    if given.parameter("language") in ("python", "pythonNative"):
        source = str(given.parameter("pythonCode", ""))
        given.approximated(
            "`items`, `_input` and the like are not there: the code reads `input` and returns its output.",
            "config.code",
        )
        return Translated("code.python", {"code": source or "return input"})
    source = str(given.parameter("jsCode", given.parameter("functionCode", "")))
    given.not_translated(
        "JavaScript is not run here; the old code stands in comments. Write it anew in Python.", "config.code"
    )
    commented = "\n".join(f"# {line}" for line in source.split("\n"))
    return Translated("code.python", {"code": f"{commented}\nreturn input"})


def split_out(given: Given) -> Translated:
    return Translated("data.split", {"field": given.text("fieldToSplitOut")})


def limit(given: Given) -> Translated:
    count = given.parameter("maxItems", 1)
    keep = "last" if given.parameter("keep") == "lastItems" else "first"
    return Translated(
        "flow.limit", {"count": count if isinstance(count, int) else 1, "keep": keep}, ports=("main",)
    )


def sort(given: Given) -> Translated:
    by = [
        {
            "field": str(row.get("fieldName", "")),
            "direction": "down" if row.get("order") == "descending" else "up",
        }
        for row in given.rows("sortFieldsUi.sortField")
    ]
    return Translated("data.sort", {"by": by})


def dedupe(given: Given) -> Translated:
    fields = str(given.parameter("fieldsToCompare", "") or "")
    return Translated(
        "data.dedupe",
        {"fields": [name.strip() for name in fields.split(",") if name.strip()]},
        ports=("main",),
    )


KINDS = {
    "n8n-nodes-base.set": set_,
    "n8n-nodes-base.code": code,
    "n8n-nodes-base.function": code,
    "n8n-nodes-base.functionItem": code,
    "n8n-nodes-base.splitOut": split_out,
    "n8n-nodes-base.limit": limit,
    "n8n-nodes-base.sort": sort,
    "n8n-nodes-base.removeDuplicates": dedupe,
}
