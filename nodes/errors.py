"""The three ways in which a node fails (R16), each with a sentence for the author of the workflow."""

from collections.abc import Mapping
from typing import Any, ClassVar


class NodeError(Exception):
    """A failure that a node reports on purpose. Raise one of the three kinds below."""

    kind: ClassVar[str] = "fatal"

    def __init__(
        self,
        message: str,
        *,
        code: str = "",
        details: Mapping[str, Any] | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.kind
        self.details = dict(details or {})
        self.retry_after = retry_after


class TransientError(NodeError):
    """It may work if it is tried again: network, timeout, 429, 5xx."""

    kind = "transient"


class InvalidError(NodeError):
    """The author must mend something: a field, an input, a credential."""

    kind = "validation"


class FatalError(NodeError):
    """Anything else. Trying again does not help."""

    kind = "fatal"
