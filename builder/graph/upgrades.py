"""Documents of older formats, brought to the current one step by step (R1)."""

from collections.abc import Callable, Mapping
from typing import Any

from builder.graph.model import CURRENT_FORMAT

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: dict[int, Step] = {}
"""`STEPS[n]` makes a document of format n + 1 out of one of format n. It must not change what it is given."""


def upgrade(
    document: dict[str, Any], steps: Mapping[int, Step] = STEPS, current: int = CURRENT_FORMAT
) -> dict[str, Any]:
    """The same workflow in the current format. A document without `format` is in format 1.

    What cannot be upgraded (a newer format, one without a step, no number at all) comes back as it is;
    reading it then says so.
    """
    found = document.get("format", 1)
    if type(found) is not int:
        return document
    while found < current and found in steps:
        document = {**steps[found](document), "format": found + 1}
        found += 1
    return document
