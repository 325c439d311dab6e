"""What triggers refuse: the receiving side trusts their config."""

from typing import Any

import pytest

from nodes.base import Role
from nodes.config_problems import config_problems
from nodes.registry import Registry

TYPES = {each.key: each for each in Registry.discover(entry_point_group="none")}
HOOK = {"path": "orders/new", "authentication": "public"}


@pytest.mark.parametrize(
    ("key", "config", "told"),
    [
        ("trigger.webhook", {"path": "a"}, "is required"),
        ("trigger.webhook", {"path": "a", "authentication": "hmac"}, "choose the secret"),
        ("trigger.webhook", {"path": "a", "authentication": "token"}, "choose the secret"),
        ("trigger.webhook", HOOK | {"path": "../admin"}, "write words"),
        ("trigger.webhook", HOOK | {"path": ""}, "write words"),
        ("trigger.webhook", HOOK | {"path": "a//b"}, "write words"),
        ("trigger.webhook", HOOK | {"path": "a?b"}, "write words"),
        ("trigger.webhook", HOOK | {"path": "a" * 201}, "at most 200"),
        ("trigger.webhook", HOOK | {"methods": []}, "at least 1"),
        ("trigger.webhook", HOOK | {"methods": ["TRACE"]}, "GET"),
        ("trigger.schedule", {}, "write the times"),
        ("trigger.schedule", {"cron": "every day"}, "cannot be read"),
        ("trigger.schedule", {"cron": "61 * * * *"}, "cannot be read"),
        ("trigger.schedule", {"cron": "0 9 * * *", "time_zone": "Mars/Base"}, "no time zone 'Mars/Base'"),
        ("trigger.schedule", {"kind": "interval"}, "say how often"),
        ("trigger.schedule", {"kind": "interval", "every_seconds": 0}, "greater than or equal to 1"),
        ("trigger.form", {"path": "a b", "title": "T", "form_schema": {}, "access": "public"}, "pattern"),
        ("trigger.form", {"path": "a", "title": "T", "form_schema": {}}, "is required"),
        ("trigger.model", {"model": "order"}, "pattern"),
        ("trigger.model", {"model": "shop.order", "on": []}, "at least 1"),
        ("trigger.email", {"mailbox": "a@b"}, "pattern"),
    ],
)
def test_bad_config_is_a_problem_before_anything_listens(key: str, config: dict[str, Any], told: str) -> None:
    assert told in str(config_problems(TYPES[key], config))


@pytest.mark.parametrize(
    ("key", "config"),
    [
        ("trigger.webhook", HOOK),
        ("trigger.webhook", {"path": "/a-b_c/D/", "authentication": "hmac", "credential": "c1"}),
        ("trigger.schedule", {"cron": "*/5 9-17 * * 1-5", "time_zone": "America/New_York"}),
        ("trigger.schedule", {"kind": "interval", "every_seconds": 60}),
        ("trigger.model", {"model": "shop.Order", "on": ["created", "deleted"], "when": "record.total > 5"}),
    ],
)
def test_good_config_has_no_problem(key: str, config: dict[str, Any]) -> None:
    assert config_problems(TYPES[key], config) == []


@pytest.mark.parametrize("key", [key for key in TYPES if key.startswith("trigger.")])
def test_r44_triggers_have_no_input_and_one_output(key: str) -> None:
    ports = TYPES[key].ports_for({})

    assert TYPES[key].role is Role.TRIGGER
    assert ports.inputs == ()
    assert [port.key for port in ports.outputs] == ["main"]
