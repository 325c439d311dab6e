"""What a node may answer when it is run. A plain JSON value means: fire the main port with it."""

from dataclasses import dataclass, field
from typing import Any

MAIN = "main"
ERROR = "error"


@dataclass(frozen=True, slots=True)
class Fire:
    """The ports that fired, each with its value. A port that is not named was not fired (R6)."""

    ports: dict[str, Any]


@dataclass(frozen=True, slots=True)
class End:
    """This branch ends with a result; `whole` ends the execution and cancels the rest (R45)."""

    result: Any
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """The loop around this node starts no further iterations and ends with what it has."""

    result: Any = None


@dataclass(frozen=True, slots=True)
class WaitUntil:
    """Park until a moment (seconds since the epoch), then fire the main port with `value` or call `resume`."""

    at: float
    value: Any = None


@dataclass(frozen=True, slots=True)
class WaitForAnswer:
    """Park until somebody answers: a person, a webhook. The deadline and the answer race (R22).

    `kind` names the sort of wait ("approval", "form", "webhook"); `request` is what the answerer sees
    (title, text, fields, assignees …); `schema` is what an answer must look like.
    """

    kind: str
    request: dict[str, Any] = field(default_factory=dict)
    schema: dict[str, Any] | None = None
    deadline: float | None = None


@dataclass(frozen=True, slots=True)
class WaitForChild:
    """Start a linked child execution (R29) and, if `awaited`, park until it has ended."""

    workflow: str
    inputs: Any
    version: int | None = None
    awaited: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What ended a wait: `reason` is "answered", "deadline", "time" or "child"."""

    reason: str
    value: Any = None
    by: str = ""


Wait = WaitUntil | WaitForAnswer | WaitForChild
Outcome = Fire | End | Break | Wait
