"""What looking for one text in another costs."""


def search_steps(length: int, needle: int) -> int:
    """Python's search is linear for long needles and may compare most of a short one at each place."""
    return (length * (1 + (min(needle, 100) >> 2))) >> 8
