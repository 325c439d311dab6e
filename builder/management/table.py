"""A plain table for people at a terminal."""

from collections.abc import Iterable, Sequence


def table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns as wide as they need to be, the last one as long as it likes."""
    texts = [list(titles), *([("" if cell is None else str(cell)) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in texts) for column in range(len(titles))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in texts
    ]
    return "\n".join(lines)
