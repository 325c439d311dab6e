"""What the code imports is what pyproject.toml asks for."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.sources import BASE, PACKAGES, imported_names, modules

PROJECT = tomllib.loads((BASE / "pyproject.toml").read_text())["project"]
OURS = {*PACKAGES, "tests", "benchmarks", "shop", "shop_site", "setup"}
# What comes with a declared package and is made to be used with it.
COMPANIONS = {"asgiref", "pydantic-core", "pydantic-monty-client"}
# Loaded late, by a node type that says so when it is missing.
OPTIONAL: set[str] = {name for extra in PROJECT["optional-dependencies"].values() for name in extra}


def plain(requirement: str) -> str:
    """The bare name of a requirement, as names are compared."""
    return re.split(r"[\[<>=~!; ]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


@cache
def providers() -> dict[str, list[str]]:
    return {name: [plain(each) for each in found] for name, found in packages_distributions().items()}


def undeclared(trees: dict[str, ast.Module], declared: set[str]) -> dict[str, str]:
    """Each import that nothing declared provides, and where it stands."""
    found = {}
    for path, tree in trees.items():
        for name in {name.split(".")[0] for name in imported_names(tree)}:
            if name in sys.stdlib_module_names or name in OURS:
                continue
            if not declared & set(providers().get(name, [name])):
                found[name] = path
    return found


def test_the_product_declares_what_it_imports() -> None:
    declared = {plain(each) for each in [*PROJECT["dependencies"], *OPTIONAL]} | COMPANIONS
    assert undeclared(modules(), declared) == {}


def test_the_tests_declare_what_they_import() -> None:
    declared = {plain(each) for each in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]}
    trees = {str(path): ast.parse(path.read_text()) for path in Path(BASE / "tests").rglob("*.py")}
    assert undeclared(trees, declared | COMPANIONS) == {}


def test_the_lock_holds_every_direct_dependency() -> None:
    lines = (BASE / "constraints.txt").read_text().splitlines()
    locked = {plain(line) for line in lines if "==" in line}
    asked = {plain(each) for each in [*PROJECT["dependencies"], *OPTIONAL]} - {"quintet"}
    assert asked - locked == set()
