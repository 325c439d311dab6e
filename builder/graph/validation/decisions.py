"""Conditions over choices, such as which port a node takes: combined, compared and explained without trying every case.

A condition is a decision diagram: a number that stands for `ALWAYS`, `NEVER`, or a choice with one condition per option.
Equal conditions have equal numbers, so that comparing is comparing numbers.
"""

from collections.abc import Callable

NEVER = 0
ALWAYS = 1
LIMIT = 50_000


class TooManyCases(Exception):
    """The choices of this graph hang together in too many ways to be looked through."""


class Decisions:
    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._choices: list[tuple[int, tuple[int, ...]]] = [(0, ()), (0, ())]
        self._numbers: dict[tuple[int, tuple[int, ...]], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._either: dict[tuple[int, int], int] = {}
        self._not: dict[int, int] = {}

    def choice(self, variable: int, options: tuple[int, ...]) -> int:
        """Depends on what is chosen for the variable. Variables are looked at in the order of their numbers."""
        if options.count(options[0]) == len(options):
            return options[0]
        key = (variable, options)
        found = self._numbers.get(key)
        if found is None:
            if len(self._choices) >= self._limit:
                raise TooManyCases
            found = self._numbers[key] = len(self._choices)
            self._choices.append(key)
        return found

    def option(self, variable: int, size: int, chosen: int) -> int:
        """True when this one of so many options is chosen."""
        return self.choice(variable, tuple(ALWAYS if index == chosen else NEVER for index in range(size)))

    def both(self, left: int, right: int) -> int:
        if left == right or right == ALWAYS:
            return left
        if left == ALWAYS:
            return right
        if left == NEVER or right == NEVER:
            return NEVER
        return self._combined(self._both, self.both, left, right)

    def either(self, left: int, right: int) -> int:
        if left == right or right == NEVER:
            return left
        if left == NEVER:
            return right
        if left == ALWAYS or right == ALWAYS:
            return ALWAYS
        return self._combined(self._either, self.either, left, right)

    def negated(self, condition: int) -> int:
        if condition <= ALWAYS:
            return ALWAYS - condition
        found = self._not.get(condition)
        if found is None:
            variable, options = self._choices[condition]
            found = self._not[condition] = self.choice(variable, tuple(map(self.negated, options)))
        return found

    def at_least(self, count: int, conditions: list[int]) -> int:
        """True when so many of the conditions are."""
        reached = [ALWAYS, *([NEVER] * count)]
        for condition in conditions:
            for number in range(count, 0, -1):
                reached[number] = self.either(reached[number], self.both(reached[number - 1], condition))
        return reached[count]

    def implies(self, left: int, right: int) -> bool:
        return left == right or self.both(left, self.negated(right)) == NEVER

    def example(self, condition: int) -> list[tuple[int, int]]:
        """The choices, as (variable, option), of one case in which the condition holds; the fewest are preferred."""
        chosen: list[tuple[int, int]] = []
        while condition > ALWAYS:
            variable, options = self._choices[condition]
            best = min(
                (index for index, option in enumerate(options) if option != NEVER),
                key=lambda index: (options[index] != ALWAYS, index),
            )
            chosen.append((variable, best))
            condition = options[best]
        return chosen

    def _combined(
        self, known: dict[tuple[int, int], int], combine: Callable[[int, int], int], left: int, right: int
    ) -> int:
        key = (left, right) if left < right else (right, left)
        found = known.get(key)
        if found is None:
            (first, ones), (second, others) = self._choices[left], self._choices[right]
            if first == second:
                options = tuple(map(combine, ones, others))
            elif first < second:
                options = tuple(combine(one, right) for one in ones)
            else:
                options = tuple(combine(left, other) for other in others)
            found = known[key] = self.choice(min(first, second), options)
        return found
