"""Files are small, named for what they are, and say so in their first sentence."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import BASE, PACKAGES, modules

HUB_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "base_utils"}
MOST_LINES = 300
LONGER_FOR_A_REASON = {"config/settings.py"}  # one file, in the order of its reference page
MOST_LINES_OF_A_FUNCTION = 60


def test_every_module_opens_with_a_sentence() -> None:
    silent = [path for path, tree in modules().items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_no_file_is_a_hub_by_its_name() -> None:
    assert [path for path in modules() if Path(path).stem in HUB_NAMES] == []


def test_no_file_grows_beyond_what_can_be_read_at_once() -> None:
    sizes = {path: len((BASE / path).read_text().splitlines()) for path in modules()}
    assert {
        path: size for path, size in sizes.items() if size > MOST_LINES and path not in LONGER_FOR_A_REASON
    } == {}


def test_no_function_grows_beyond_a_screen() -> None:
    found = {
        f"{path}:{node.name}": node.end_lineno - node.lineno + 1
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    }
    assert {name: size for name, size in found.items() if size > MOST_LINES_OF_A_FUNCTION} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_with_modules_is_a_package_and_gets_into_the_wheel(package: str) -> None:
    folders = {path.parent for path in (BASE / package).rglob("*.py")}
    assert [
        str(folder.relative_to(BASE)) for folder in sorted(folders) if not (folder / "__init__.py").exists()
    ] == []


def test_nothing_is_left_to_do_in_a_comment() -> None:
    marks = ("TODO", "FIXME", "XXX", "HACK")
    found = [path for path in modules() if any(mark in (BASE / path).read_text() for mark in marks)]
    assert found == []
