"""Writes a JSON value as a Python literal that people can read: short ones in a line, long ones a part a line."""

import json
from typing import Any

WIDTH = 88
INDENT = "    "


def literal(value: Any, indent: int = 0, used: int = 0) -> str:
    """`indent` counts levels; `used` is how much of the first line is taken already."""
    flat = _flat(value)
    if len(flat) + used + indent * len(INDENT) <= WIDTH and not _has_lines(value):
        return flat
    if isinstance(value, dict) and value:
        return _block("{", "}", [(f"{quoted(key)}: ", part) for key, part in value.items()], indent)
    if isinstance(value, list) and value:
        return _block("[", "]", [("", part) for part in value], indent)
    if isinstance(value, str) and "\n" in value.rstrip("\n"):
        return _lines(value, indent)
    return flat


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)}: {_flat(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flat, value)) + "]"
    return quoted(value) if isinstance(value, str) else repr(value)


def quoted(text: str) -> str:
    """A text in double quotes; where something in it cannot be seen, it is escaped."""
    written = json.dumps(text, ensure_ascii=False)
    return written if written.isprintable() else repr(text)


def _has_lines(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_lines, value.values()))
    if isinstance(value, list):
        return any(map(_has_lines, value))
    return isinstance(value, str) and "\n" in value.rstrip("\n")


def _block(opening: str, closing: str, parts: list[tuple[str, Any]], indent: int) -> str:
    inner = INDENT * (indent + 1)
    lines = [f"{inner}{name}{literal(part, indent + 1, len(name) + 1)},\n" for name, part in parts]
    return f"{opening}\n{''.join(lines)}{INDENT * indent}{closing}"


def _lines(text: str, indent: int) -> str:
    """A text of several lines as one literal per line, which Python joins."""
    inner = INDENT * (indent + 1)
    parts = text.split("\n")
    pieces = [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
    return "(\n" + "".join(f"{inner}{quoted(piece)}\n" for piece in pieces) + f"{INDENT * indent})"
