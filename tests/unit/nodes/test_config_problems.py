"""A config is checked as it is written: what an expression will give is not known yet, everything else is."""

from typing import Any, Literal

import pytest
from pydantic import field_validator

from nodes.base import NodeConfig
from nodes.config_problems import config_problems
from nodes.effects import Effect
from nodes.errors import InvalidError
from nodes.fields import choice, condition, key_value, number, objects, text
from nodes.node import node


class Row(NodeConfig):
    key: str = text(title="Key", pattern="^[a-z]+$")
    size: int = number(1, title="Size", ge=1)


class Config(NodeConfig):
    count: int = number(title="Count", ge=1)
    mode: Literal["a", "b"] = choice("a", title="Mode")
    rows: list[Row] = objects([], title="Rows")
    lazy_rows: list[Row] = objects([], title="Rows", lazy=True)
    check: bool = condition(True, title="Check")
    fields: dict[str, Any] = key_value({}, title="Fields")

    @field_validator("rows")
    @classmethod
    def few(cls, rows: list[Row]) -> list[Row]:
        if len(rows) > 2:
            raise ValueError("at most two rows")
        return rows


@node(key="a.b", title="T", group="a", icon="x", summary="S.", config=Config, effect=Effect.PURE)
def some(config: Config, context: Any) -> None: ...


@pytest.mark.parametrize(
    ("config", "problems"),
    [
        ({"count": 1}, []),
        ({}, [("count", "is required")]),
        ({"count": "{{ n }}", "mode": "{{ m }}", "rows": "{{ rows }}"}, []),
        ({"count": 0}, [("count", "Input should be greater than or equal to 1")]),
        ({"count": 1, "mode": "c"}, [("mode", "Input should be 'a' or 'b'")]),
        ({"count": 1, "rows": [{"key": "{{ k }}"}, {"size": 0}]}, [("rows[1].key", "is required"), ("rows[1].size", "Input should be greater than or equal to 1")]),
        ({"count": 1, "rows": [{"key": "a"}] * 3}, [("rows", "at most two rows")]),
        ({"count": 1, "rows": [{"key": "a"}, {"key": "b"}, {"key": "{{ k }}"}]}, []),
        ({"count": 1, "lazy_rows": [{"key": "{{ k }}"}]}, [("lazy_rows[0].key", "String should match pattern '^[a-z]+$'")]),
        ({"count": 1, "check": "value > 10"}, []),
        ({"count": 1, "check": ""}, [("check", "Input should be a valid boolean, unable to interpret input")]),
        ({"count": 1, "other": "{{ x }}"}, [("other", "there is no such field")]),
        ({"count": 1, "other": 1}, [("other", "there is no such field")]),
    ],
)  # fmt: skip
def test_problems_of_a_written_config(config: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    assert config_problems(some, config) == problems


def test_resolved_config_that_does_not_fit_names_each_field() -> None:
    with pytest.raises(InvalidError) as raised:
        some.read_config({"count": 0, "rows": [{}]})

    assert (
        raised.value.message == "count: Input should be greater than or equal to 1; rows[0].key: is required"
    )
    assert [field["path"] for field in raised.value.details["fields"]] == ["count", "rows[0].key"]
