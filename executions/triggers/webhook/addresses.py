"""Paths of webhooks: what makes two alike, and which of several fits a call. Pure."""

from collections.abc import Iterable

LONGEST_PARAMETER = 200


def shape_of(path: str) -> str:
    """The path with its parameters blanked: `orders/{id}` and `orders/{number}` are one address."""
    return "/".join("{}" if word.startswith("{") else word for word in path.split("/"))


def parameters(path: str, called: str) -> dict[str, str] | None:
    """What a call puts for the words in braces, or None when it does not fit."""
    words, given = path.split("/"), called.split("/")
    if len(words) != len(given):
        return None
    found = {}
    for word, part in zip(words, given, strict=True):
        if word.startswith("{"):
            if not part or len(part) > LONGEST_PARAMETER:
                return None
            found[word.strip("{}")] = part
        elif word != part:
            return None
    return found


def closest(paths: Iterable[str], called: str) -> str | None:
    """Of those that fit, the one with a plain word where another has a parameter, looked at from the left."""
    fitting = [path for path in paths if parameters(path, called) is not None]
    return min(fitting, key=lambda path: [word.startswith("{") for word in path.split("/")], default=None)
