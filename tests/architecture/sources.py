"""Our Python sources, parsed once for the tests that look at them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("nodes", "builder", "executions", "config")


@cache
def modules() -> dict[str, ast.Module]:
    """Each module of the product by its path from the top; migrations are written by Django and left out."""
    return {
        str(path.relative_to(BASE)): ast.parse(path.read_text(encoding="utf-8"))
        for package in PACKAGES
        for path in sorted((BASE / package).rglob("*.py"))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    }


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere in a tree, functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def imports_of(path: str, package: str) -> bool:
    return any(name == package or name.startswith(package + ".") for name in imported_names(modules()[path]))
