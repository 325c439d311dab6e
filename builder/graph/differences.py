"""What differs between two JSON values, field by field."""

import json
import marshal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builder.graph.values import join

ADDED = "added"
REMOVED = "removed"
CHANGED = "changed"


class _Absent:
    """Stands for a field that is not there, which null is not."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Any = _Absent()


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    kind: str
    before: Any = None
    after: Any = None
    is_layout: bool = False

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {"field": self.field, "kind": self.kind}
        if self.kind != ADDED:
            found["before"] = self.before
        if self.kind != REMOVED:
            found["after"] = self.after
        return {**found, "layout": self.is_layout}


def alike(left: Any, right: Any) -> bool:
    """Equal as JSON: `1` is not `true`, and the order of keys does not count."""
    if left is right:
        return True
    if left is ABSENT or right is ABSENT or left != right:
        return False
    try:
        if marshal.dumps(left, 2) == marshal.dumps(right, 2):
            return True
    except ValueError:
        return False
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


def field_changes(
    before: Any, after: Any, path: str = "", *, is_layout: bool = False
) -> Iterator[FieldChange]:
    """Objects are compared key by key, lists of one length item by item, everything else as a whole."""
    if alike(before, after):
        return
    if before is ABSENT:
        yield FieldChange(path, ADDED, None, after, is_layout)
    elif after is ABSENT:
        yield FieldChange(path, REMOVED, before, None, is_layout)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in [*before, *(key for key in after if key not in before)]:
            parts = before.get(key, ABSENT), after.get(key, ABSENT)
            yield from field_changes(*parts, join(path, key), is_layout=is_layout)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from field_changes(one, other, join(path, number), is_layout=is_layout)
    else:
        yield FieldChange(path, CHANGED, before, after, is_layout)
