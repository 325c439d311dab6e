"""If, Switch, Filter and Merge."""

import re
from typing import Any

from builder.graph.n8n.conditions import condition_of
from builder.graph.n8n.translation import Given, Json, Translated
from builder.graph.naming import id_from_name

INPUT = re.compile(r"\binput\b")


def if_(given: Given) -> Translated:
    condition = condition_of(given, given.parameter("conditions"), "config.condition")
    return Translated("flow.if", {"condition": condition}, ports=("true", "false"))


def switch(given: Given) -> Translated:
    rows = given.rows("rules.values") or given.rows("rules.rules")
    if given.parameter("mode") == "expression" or not rows:
        given.not_translated(
            "This switch decides by a number; write a condition for each of its cases.", "config.cases"
        )
        rows = []
    keys: list[str] = []
    cases: list[Json] = []
    for number, row in enumerate(rows):
        title = row.get("outputKey") if isinstance(row.get("outputKey"), str) else ""
        key = id_from_name(title or f"case_{number + 1}", [*keys, "default"])[:40]
        keys.append(key)
        cases.append({"key": key, "title": title or f"Case {number + 1}", "when": _when(given, row, number)})
    several = given.parameter("options.allMatchingOutputs") is True
    config = {"cases": cases, "matches": "all" if several else "first"}
    return Translated("flow.switch", config, ports=(*keys, "default"))


def _when(given: Given, row: Json, number: int) -> str:
    where = f"config.cases[{number}].when"
    if isinstance(row.get("conditions"), dict):
        return condition_of(given, row["conditions"], where)
    kind = str(given.parameter("dataType", "number"))
    value = {"value1": given.parameter("value1"), **row}
    return condition_of(given, {kind: [value]}, where)


def filter_(given: Given) -> Translated:
    """What a filter of n8n asks of the incoming item is asked of each entry of the list here."""
    condition = condition_of(given, given.parameter("conditions"), "config.condition")
    given.approximated(
        "The condition is asked for each entry of the list that comes in: `item`.", "config.condition"
    )
    return Translated("data.filter", {"condition": INPUT.sub("item", condition)}, ports=("main", "dropped"))


def merge(given: Given) -> Translated:
    mode = str(given.parameter("mode", "append"))
    config: dict[str, Any] = {"mode": "append"}
    if mode in ("combine", "mergeByKey", "mergeByIndex", "mergeByPosition"):
        fields = str(given.parameter("fieldsToMatchString", given.parameter("propertyName1", "")) or "")
        by_position = (
            "osition" in f"{mode}{given.parameter('combineBy', '')}{given.parameter('combinationMode', '')}"
        )
        config = {"mode": "zip"} if by_position else {"mode": "combine", "key": fields.split(",")[0].strip()}
        given.approximated("How the branches are brought together should be looked at.", "config.mode")
    elif mode in ("chooseBranch", "passThrough"):
        config = {"mode": "choose"}
    return Translated("flow.merge", config)


KINDS = {
    "n8n-nodes-base.if": if_,
    "n8n-nodes-base.switch": switch,
    "n8n-nodes-base.filter": filter_,
    "n8n-nodes-base.merge": merge,
}
