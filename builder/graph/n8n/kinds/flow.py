"""Waiting, stopping, other workflows, and doing nothing."""

from typing import Any

from builder.graph.n8n.translation import Given, Translated

SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}


def wait(given: Given) -> Translated:
    resume = given.parameter("resume", "timeInterval")
    if resume == "specificTime":
        return Translated("flow.wait_until", {"at": given.text("dateTime", where="config.at")})
    if resume in ("webhook", "form"):
        given.approximated("The link to go on is another one here; see the wait in the run.", "config")
        return Translated("flow.wait_for_webhook", {}, ports=("main",))
    amount: Any = given.parameter("amount", 1)
    unit = SECONDS.get(str(given.parameter("unit", "hours")), 3600)
    if isinstance(amount, str) and amount.startswith("="):
        text = str(given.value(amount, "config.seconds")).strip()
        inner = text[2:-2].strip() if text.startswith("{{") and text.endswith("}}") else "0"
        return Translated("flow.delay", {"seconds": f"{{{{ ({inner}) * {unit} }}}}"})
    return Translated("flow.delay", {"seconds": amount * unit if isinstance(amount, int | float) else unit})


def stop(given: Given) -> Translated:
    message = given.text("errorMessage", "Stopped by the workflow", where="config.message")
    return Translated("flow.stop", {"outcome": "error", "message": message}, ports=())


def call(given: Given) -> Translated:
    given.not_translated(
        "Choose the workflow that is called; its id there means nothing here.", "config.workflow"
    )
    awaited = given.parameter("options.waitForSubWorkflow", True) is not False
    mapped = given.parameter("workflowInputs.value")
    inputs = given.value(mapped, "config.inputs") if isinstance(mapped, dict) else {}
    return Translated("flow.subworkflow", {"workflow": "", "inputs": inputs, "awaited": awaited})


def nothing(given: Given) -> Translated:
    return Translated("flow.noop")


def respond(given: Given) -> Translated:
    given.approximated("What is answered to the caller is the result of the run.", "config.result")
    body = given.parameter("responseBody")
    config = {"result": given.value(body, "config.result")} if isinstance(body, str) else {}
    return Translated("flow.end", config, ports=())


KINDS = {
    "n8n-nodes-base.wait": wait,
    "n8n-nodes-base.stopAndError": stop,
    "n8n-nodes-base.executeWorkflow": call,
    "n8n-nodes-base.noOp": nothing,
    "n8n-nodes-base.respondToWebhook": respond,
}
