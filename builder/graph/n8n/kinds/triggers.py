"""Starts: by hand, by a call, at a time, by another workflow, after a failure."""

from typing import Any

from builder.graph.n8n.translation import Given, Json, Translated

SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400, "weeks": 7 * 86_400}


def manual(given: Given) -> Translated:
    return Translated("trigger.manual")


def called(given: Given) -> Translated:
    return Translated("trigger.workflow")


def failed(given: Given) -> Translated:
    return Translated("trigger.error")


def webhook(given: Given) -> Translated:
    method = given.parameter("httpMethod", "GET")
    config: Json = {
        "path": given.text("path").strip("/") or given.node.id,
        "methods": method if isinstance(method, list) else [method],
        "authentication": "public" if given.parameter("authentication", "none") == "none" else "token",
        "respond": {"onReceived": "at_once", "lastNode": "when_done", "responseNode": "by_node"}.get(
            str(given.parameter("responseMode", "onReceived")), "at_once"
        ),
    }
    if config["authentication"] == "token":
        given.not_translated("Choose the secret that callers of this webhook know.", "config.credential")
    else:
        given.approximated(
            "Anybody may call this webhook, as before. Protect it if you can.", "config.authentication"
        )
    return Translated("trigger.webhook", config)


def schedule(given: Given) -> Translated:
    rules = given.rows("rule.interval")
    if len(rules) > 1:
        given.not_translated(
            "Only the first of several times is taken over; add a trigger for each.", "config.cron"
        )
    return Translated("trigger.schedule", _times(given, rules[0] if rules else {}))


def _times(given: Given, rule: Json) -> Json:
    unit = rule.get("field", "days")
    if unit == "cronExpression":
        parts = str(rule.get("expression", "0 9 * * *")).lstrip("=").split()
        return {"kind": "cron", "cron": " ".join(parts[-5:])}
    count = rule.get(f"{unit}Interval", 1)
    count = count if isinstance(count, int) and count > 0 else 1
    minute, hour = _whole(rule.get("triggerAtMinute")), _whole(rule.get("triggerAtHour"))
    if unit in ("seconds", "minutes", "hours") or count > 1:
        if unit == "days" or unit == "weeks":
            given.approximated(
                "The hour of the day is not kept for a repeat of several days.", "config.every_seconds"
            )
        return {"kind": "interval", "every_seconds": count * SECONDS.get(str(unit), 86_400)}
    if unit == "weeks":
        days = rule.get("triggerAtDay")
        named = ",".join(str(day) for day in days) if isinstance(days, list) and days else "0"
        return {"kind": "cron", "cron": f"{minute} {hour} * * {named}"}
    if unit == "months":
        return {"kind": "cron", "cron": f"{minute} {hour} {_whole(rule.get('triggerAtDayOfMonth')) or 1} * *"}
    return {"kind": "cron", "cron": f"{minute} {hour} * * *"}


def _whole(value: Any) -> int:
    return value if type(value) is int and value >= 0 else 0


KINDS = {
    "n8n-nodes-base.manualTrigger": manual,
    "n8n-nodes-base.start": manual,
    "n8n-nodes-base.executeWorkflowTrigger": called,
    "n8n-nodes-base.errorTrigger": failed,
    "n8n-nodes-base.webhook": webhook,
    "n8n-nodes-base.scheduleTrigger": schedule,
    "n8n-nodes-base.cron": schedule,
    "n8n-nodes-base.interval": schedule,
}
