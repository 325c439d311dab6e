"""How long to wait before a process that ended is started again."""

DELAYS = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0)
CALM_SECONDS = 30.0


def delay_after(quick_deaths: int) -> float:
    """The pause after so many deaths in a row: the first start again comes at once, later ones up to ten seconds apart."""
    return DELAYS[min(quick_deaths, len(DELAYS) - 1)]


def deaths_in_a_row(before: int, lived_seconds: float) -> int:
    """The count after one more death. A process that lived for a while starts counting anew."""
    return 0 if lived_seconds >= CALM_SECONDS else before + 1
