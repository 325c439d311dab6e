"""The example of the how-to page runs as it is printed."""

import re
from pathlib import Path
from typing import Any

from nodes.registry import Registry
from nodes.testing import run_node

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "write-a-node-type.md"


def test_the_ten_lines_make_a_node_type() -> None:
    code = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}

    exec(code[0], names)

    registry = Registry([names["greet"]])
    assert registry.get("shop.greet") is names["greet"]
    assert run_node(names["greet"], {"name": "{{ input.name }}"}, input={"name": "Ada"}).value == {
        "text": "Hello Ada"
    }
    exec(code[-1], names)
    names["test_it_greets"]()
