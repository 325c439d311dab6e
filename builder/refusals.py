"""What a service raises when it will not do something: the sentence for the person, and where the fault lies."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar


class Refusal(Exception):
    """The base. `status` is how HTTP calls it; commands print the message and the errors."""

    status: ClassVar[int] = 400

    def __init__(
        self, message: str, *, code: str = "invalid", errors: Iterable[Mapping[str, str]] = (), **extra: Any
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.errors = [dict(error) for error in errors]
        self.extra = extra


class Wrong(Refusal):
    """Something that was given is not right."""

    @classmethod
    def field(cls, path: str, message: str, code: str = "invalid") -> "Wrong":
        return cls(message, code=code, errors=[{"path": path, "code": code, "message": message}])


class TooLarge(Refusal):
    status = 413


class Clash(Refusal):
    """It does not fit with how things stand now."""

    status = 409


class Unsound(Refusal):
    """A graph with errors, which may be kept as a draft and nothing more (R4)."""

    status = 422
