"""What repeating a node means (R32)."""

from enum import StrEnum


class Effect(StrEnum):
    PURE = "pure"
    """No effect outside: may simply run again."""

    IDEMPOTENT = "idempotent"
    """Repeating is harmless, or the receiver drops repeats by the same idempotency key."""

    ONCE = "once"
    """Must not be repeated blindly: after a crash it becomes `uncertain`."""
