"""What is missing on the machine is said in a sentence that says what to do."""

import ast
from pathlib import Path

import pytest

from config.bootstrap import front_end
from config.bootstrap.front_end import missing_tool, prepare_front_end
from config.bootstrap.trouble import Trouble


def a_program(folder: Path, name: str, says: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the whole PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def a_checkout(base: Path) -> Path:
    (base / "frontend").mkdir(parents=True)
    (base / "frontend" / "package.json").write_text("{}")
    return base


def test_no_node_at_all(tools: Path) -> None:
    assert missing_tool().startswith("Node.js was not found: install")


def test_node_without_npm(tools: Path) -> None:
    a_program(tools, "node", "v22.1.0")

    assert missing_tool().startswith("npm was not found: install")


@pytest.mark.parametrize(
    ("version", "fine"), [("v18.20.1", False), ("v20.18.9", False), ("v20.19.0", True), ("v24.0.0", True)]
)
def test_the_version_of_node(tools: Path, version: str, fine: bool) -> None:
    a_program(tools, "node", version)
    a_program(tools, "npm", "10")

    assert missing_tool() == (
        ""
        if fine
        else f"Node.js {version} is too old: install 20.19 or newer from your system or nodejs.org."
    )


def test_without_node_and_without_a_build_the_start_ends_with_the_sentence(
    tools: Path, tmp_path: Path
) -> None:
    base = a_checkout(tmp_path / "checkout")

    with pytest.raises(Trouble, match=r"Node\.js was not found"):
        prepare_front_end(base)


def test_without_node_an_earlier_build_must_do(
    tools: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = a_checkout(tmp_path / "checkout")
    (base / "static" / "dist").mkdir(parents=True)
    (base / "static" / "dist" / "manifest.json").write_text("{}")

    prepare_front_end(base)

    assert "Going on with the front end that was built before." in capsys.readouterr().out


def test_an_old_python_can_read_the_bootstrap_far_enough_to_say_that_it_is_old() -> None:
    folder = Path(front_end.__file__).parent

    for file in folder.glob("*.py"):
        tree = ast.parse(file.read_text(), feature_version=(3, 7))
        future = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "__future__"
        ]
        assert future == []
