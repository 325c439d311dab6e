"""A problem that was found in a workflow, told so that its author can mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

ERROR = "error"
"""Forbids running and publishing, never saving a draft (R4)."""
WARNING = "warning"
"""Forbids nothing."""

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """`field` is a path within the node or edge that is named, else within the document.

    `start` and `end` count characters in the text of the field, where a part of it is meant.
    """

    code: str
    severity: str
    message: str
    node: str = ""
    edge: str = ""
    field: str = ""
    start: int | None = None
    end: int | None = None

    def as_json(self) -> dict[str, object]:
        found: dict[str, object] = {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "node": self.node,
            "edge": self.edge,
            "field": self.field,
        }
        if self.start is not None:
            found["start"], found["end"] = self.start, self.end
        return found


def error(
    code: str,
    message: str,
    *,
    node: str = "",
    edge: str = "",
    field: str = "",
    span: tuple[int, int] | None = None,
) -> Problem:
    start, end = span or (None, None)
    return Problem(code, ERROR, message, node, edge, field, start, end)


def warning(
    code: str,
    message: str,
    *,
    node: str = "",
    edge: str = "",
    field: str = "",
    span: tuple[int, int] | None = None,
) -> Problem:
    start, end = span or (None, None)
    return Problem(code, WARNING, message, node, edge, field, start, end)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == ERROR for problem in problems)


def listed(names: Sequence[str], *, joiner: str = "and", shown: int = SHOWN) -> str:
    """`a`, `b` and `c`; a long list is cut and counted."""
    quoted = [f"`{name}`" for name in names[:shown]]
    if len(names) > shown:
        return f"{', '.join(quoted)} {joiner} {len(names) - shown} more"
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {joiner} {quoted[-1]}"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, or an empty text."""
    choices = {candidate.lower(): candidate for candidate in known}
    found = get_close_matches(name.lower()[:80], choices, n=1, cutoff=0.6)
    return choices[found[0]] if found else ""


def suggestion(name: str, known: Iterable[str], *, what: str = "There is", none: str = "") -> str:
    """A sentence that helps: the name that was probably meant, else the names that there are."""
    names = sorted(known)
    meant = nearest(name, names) if len(names) <= 2_000 else ""
    if meant:
        return f"Did you mean `{meant}`?"
    if names:
        return f"{what} {listed(names)}."
    return none
