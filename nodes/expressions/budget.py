"""The meter of one evaluation: steps of work and bytes of memory, both charged before they are spent."""

from nodes.expressions.errors import Fault
from nodes.expressions.limits import CONFIG_STEPS, MEMORY, STEPS


class Budget:
    """What is left to spend. One budget may be handed to several evaluations that share it."""

    __slots__ = ("memory", "steps")

    def __init__(self, steps: int = STEPS, memory: int = MEMORY) -> None:
        self.steps = steps
        self.memory = memory

    @classmethod
    def for_config(cls) -> "Budget":
        return cls(CONFIG_STEPS, MEMORY)

    def work(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise Fault("This expression takes too many steps.", "Work on fewer items, or use a code node.")

    def hold(self, size: int) -> None:
        self.memory -= size
        if self.memory < 0:
            raise Fault("This expression uses too much memory.", "Make smaller values, or use a code node.")

    def text(self, chars: int) -> None:
        """Charge for making a text of so many characters."""
        self.steps -= 1 + (chars >> 6)
        self.memory -= 56 + 4 * chars
        if self.steps < 0 or self.memory < 0:
            self.hold(0)
            self.work(0)

    def items(self, count: int) -> None:
        """Charge for making a list of so many elements, or going through one."""
        self.steps -= 2 + (count >> 2)
        self.memory -= 64 + 16 * count
        if self.steps < 0 or self.memory < 0:
            self.hold(0)
            self.work(0)
