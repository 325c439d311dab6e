"""Reads points in time out of a query."""

from datetime import UTC, datetime

from builder.api.problems import refuse


def read_moment(name: str, text: str) -> datetime:
    """ISO 8601; without a zone it is UTC. Raises 400."""
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise refuse(name, f"“{text[:40]}” is no point in time such as 2026-11-20T12:00:00Z.") from None
