"""What one evaluation carries: the scope, the local variables, the budget and the entropy."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from nodes.expressions.budget import Budget
from nodes.expressions.entropy import Entropy
from nodes.expressions.errors import Fault


class Frame:
    __slots__ = ("_entropy", "budget", "scope", "slots")

    def __init__(
        self, scope: Mapping[str, Any], slots: list[Any], budget: Budget, entropy: Entropy | None = None
    ) -> None:
        self.scope = scope
        self.slots = slots
        self.budget = budget
        self._entropy = entropy

    @property
    def entropy(self) -> Entropy:
        if self._entropy is None:
            raise Fault("Chance and time come from an execution, and there is none here.")
        return self._entropy

    @property
    def now(self) -> datetime:
        """The moment of the entropy, else the name `now` of the scope."""
        moment = self.scope.get("now") if self._entropy is None else None
        if type(moment) is str:
            return datetime.fromisoformat(moment)
        return self.entropy.now


Runner = Callable[[Frame], Any]
"""A compiled piece of an expression."""

Key = Callable[[Any], Any]
"""What a function makes of each item: a lambda of the author, or the reading of a field."""
