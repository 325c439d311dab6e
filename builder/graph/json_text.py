"""Reads JSON text strictly: what another reader might understand differently is refused, with its place."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from builder.graph.problems import Problem, error
from builder.graph.values import defects, is_clean, join

LONG_NUMBER = re.compile(r"\d{19}")
TOO_LARGE = 10**30
"""Stands for a whole number that is too long to be worth converting."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """`value` counts only when there are no problems."""

    value: Any
    problems: list[Problem] = field(default_factory=list)


class _Doubled(dict[str, Any]):
    """An object in which keys came twice."""

    keys_twice: list[str]


def loads(text: str | bytes) -> Loaded:
    """Never raises. Refuses doubled keys, NaN, numbers out of range, NUL, lone surrogates, great depth, `__proto__`."""
    found = decoded(text)
    if found.problems:
        return found
    plain: str = found.value
    try:
        value = _decoder(plain).decode(plain)
    except json.JSONDecodeError as reason:
        return _refused("not_json", f"This is not JSON: {_sentence(reason)}")
    except RecursionError:
        return _refused("too_deep", "This is nested far too deeply. Flatten it.")
    if is_clean(value):
        return Loaded(value)
    problems = [error("doubled_key", message, field=path) for path, message in _doubled(value, "", 64)]
    problems += [
        error(defect.code, defect.message, field=defect.path) for defect in defects(_plain(value, 64))
    ]
    return Loaded(None, problems)


def decoded(text: str | bytes) -> Loaded:
    """The text itself, without a byte order mark."""
    if isinstance(text, str):
        return Loaded(text.removeprefix("\ufeff"))
    try:
        return Loaded(bytes(text).decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as reason:
        message = f"This is not UTF-8: the byte number {reason.start + 1} does not belong there."
        return _refused("not_utf8", message)


def _decoder(text: str) -> json.JSONDecoder:
    parse_int = _whole_number if LONG_NUMBER.search(text) else None
    return json.JSONDecoder(object_pairs_hook=_object, parse_int=parse_int)


def _whole_number(digits: str) -> int:
    return int(digits) if len(digits) <= 20 else TOO_LARGE


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    marked, seen = _Doubled(found), set[str]()
    marked.keys_twice = []
    for key, _ in pairs:
        if key in seen and key not in marked.keys_twice:
            marked.keys_twice.append(key)
        seen.add(key)
    return marked


def _doubled(value: Any, path: str, depth: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if depth == 0:
        return found
    if isinstance(value, _Doubled):
        for key in value.keys_twice:
            found.append((join(path, key), "This key is there twice in the same object. Keep one of them."))
    if isinstance(value, dict):
        for key, part in value.items():
            found += _doubled(part, join(path, key), depth - 1)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            found += _doubled(part, join(path, number), depth - 1)
    return found


def _plain(value: Any, depth: int) -> Any:
    """Without the marks, as deep as anybody will look."""
    if depth < 0:
        return value
    if isinstance(value, dict):
        return {key: _plain(part, depth - 1) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part, depth - 1) for part in value]
    return value


def _sentence(reason: json.JSONDecodeError) -> str:
    return f"{reason.msg} in line {reason.lineno}, column {reason.colno}."


def _refused(code: str, message: str) -> Loaded:
    return Loaded(None, [error(code, message)])
