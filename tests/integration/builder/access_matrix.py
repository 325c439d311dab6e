"""Every route × method × role with the answer that is due: a table that the tests walk and that must be complete.

An app with routes of its own makes a table of the same form in its own tests and calls the same functions.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver

PEOPLE = ("owner", "editor", "operator", "viewer", "stranger", "nobody")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Rule:
    """What each kind of person gets: `open` for those with the right, 403 for members without it.

    A stranger gets `stranger` (404 for a thing, 403 or 200 where the call is about the stranger's own project), and
    who is not signed in gets 401.
    """

    route: str
    method: str
    least: str
    """The least role that may: viewer, operator, editor, owner."""
    opens: int = 200
    body: Any = None
    stranger: int = 404
    nobody: int = 401


RANKS = {"viewer": 0, "operator": 1, "editor": 2, "owner": 3}


def expected(rule: Rule, person: str) -> int:
    if person == "nobody":
        return rule.nobody
    if person == "stranger":
        return rule.stranger
    return rule.opens if RANKS[person] >= RANKS[rule.least] else 403


def routes_of(patterns: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every route of a URL conf with its view, as Django writes it: `api/workflows/<uuid:workflow>/`."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes_of(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def methods_of(view: Callable[..., Any]) -> set[str]:
    """The methods that a class-based view answers."""
    declared = getattr(view, "cls", None) or getattr(view, "view_class", None)
    return {method for method in METHODS if hasattr(declared, method.lower())} if declared else set()


def address(route: str, values: dict[str, Any]) -> str:
    """A route with its parameters filled in: `<uuid:workflow>` by what `values` holds for `workflow`."""
    parts = []
    for part in route.split("/"):
        if part.startswith("<"):
            part = str(values[part.strip("<>").split(":")[1]])
        parts.append(part)
    return "/" + "/".join(parts)


def status_of(client: Client, rule: Rule, path: str) -> int:
    import json

    body = rule.body if rule.body is not None else {}
    response = client.generic(
        rule.method,
        path,
        b"" if rule.method in ("GET", "DELETE") else json.dumps(body).encode(),
        content_type="application/json",
    )
    return response.status_code
