"""How node types are declared and found, and what is refused at start-up."""

import sys
from types import ModuleType
from typing import Any

import pytest

from nodes.base import NodeConfig, NodeContext, NodeType, Port, Ports, Role, Where
from nodes.credentials import CredentialType
from nodes.effects import Effect
from nodes.fields import condition, objects, secret, text
from nodes.form import describe
from nodes.node import node
from nodes.registry import DoubledKey, Registry
from nodes.wellformed import MalformedType


def a_type(**changes: Any) -> NodeType:
    def run(config: Any, context: NodeContext) -> Any:
        return context.input

    given: dict[str, Any] = {
        "key": "shop.greet",
        "title": "Greet",
        "group": "shop",
        "icon": "hand",
        "summary": "Says hello.",
        "effect": Effect.PURE,
    }
    function = changes.pop("run", run)
    return node(**(given | changes))(function)


async def waits(config: Any, context: Any) -> None: ...


def takes_one(config: Any) -> None: ...


class Loose(NodeConfig, extra="ignore"):
    pass


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"key": "Greet"}, "the key 'Greet' must look like"),
        ({"key": "shop"}, "the key 'shop' must look like"),
        ({"title": " "}, "the title is empty"),
        ({"group": ""}, "the group is empty"),
        ({"icon": "Hand!"}, "the icon 'Hand!'"),
        ({"summary": "Says hello"}, "must be one sentence"),
        ({"config": dict}, "config must be a subclass"),
        ({"config": Loose}, "Loose must refuse unknown fields"),
        ({"run": takes_one}, "run must take (config, context)"),
        ({"resume": takes_one}, "resume must take (config, context, answer)"),
        ({"where": Where.LOOP}, "run is a plain function"),
        ({"run": waits, "where": Where.INLINE}, "run is an async function"),
        ({"where": Where.INLINE, "effect": Effect.ONCE}, "runs inline must be pure"),
        ({"role": Role.TRIGGER, "ports": Ports()}, "a trigger has no input ports"),
        ({"ports": Ports(outputs=(Port("a"), Port("a")))}, "the port 'a' is there twice"),
        ({"ports": Ports(outputs=(Port("Not OK"),))}, "the port key 'Not OK'"),
        ({"version": 0}, "the version must be 1 or more"),
        ({"version": 2}, "version 2 needs an upgrade"),
    ],
)
def test_malformed_type_is_refused_where_it_is_declared(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(MalformedType) as raised:
        a_type(**changes)

    assert told in str(raised.value)


def test_every_defect_of_a_type_is_told_at_once() -> None:
    with pytest.raises(MalformedType, match=r"shop\.greet: the title is empty; the icon"):
        a_type(title="", icon="")


def test_plain_function_runs_in_a_thread_and_an_async_one_on_the_loop() -> None:
    assert a_type().where is Where.THREAD
    assert a_type(run=waits).where is Where.LOOP


def test_doubled_key_is_refused_with_both_places() -> None:
    registry = Registry()
    registry.add(a_type(), "module one")

    with pytest.raises(DoubledKey, match=r"'shop\.greet' is declared by module one and again by module two"):
        registry.add(a_type(), "module two")


def test_same_object_may_be_met_twice() -> None:
    greet = a_type()

    assert Registry([greet, greet]).all() == (greet,)


def test_types_of_a_module_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fields(NodeConfig):
        token: str = secret(title="Token")

    module = ModuleType("shop_nodes")
    module.greet = a_type()  # type: ignore[attr-defined]
    module.shop = CredentialType("shop.api", "Shop", Fields)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "shop_nodes", module)

    registry = Registry.discover(["shop_nodes"], entry_point_group="none")

    assert registry.get("shop.greet") is module.greet
    assert registry.get("shop.other") is None
    assert [each.key for each in registry.credential_types()] == ["shop.api"]
    assert registry.credential_types()[0].secret_fields == {"token"}


def test_credential_type_without_a_secret_is_refused() -> None:
    with pytest.raises(MalformedType, match="no field is a secret"):
        Registry([CredentialType("shop.api", "Shop", NodeConfig)])


class Case(NodeConfig):
    when: str = condition(title="When", lazy=True)
    name: str = text(title="Name")


class Config(NodeConfig):
    cases: list[Case] = objects(title="Cases", lazy=True)
    check: Any = condition(title="Check")


def test_hints_of_nested_fields_are_found() -> None:
    made = a_type(config=Config)

    assert made.lazy_fields == {"cases", "cases.*.when"}
    assert made.bare_fields == {"check", "cases.*.when"}


def test_description_needs_no_look_up() -> None:
    schema = describe(a_type(config=Config))["schema"]

    assert "$defs" not in schema
    assert schema["properties"]["cases"]["items"]["properties"]["when"]["x-widget"] == "condition"
