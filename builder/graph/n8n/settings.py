"""What a node of n8n does when it fails, as settings of a node here."""

from builder.graph.n8n.source import SourceNode
from builder.graph.n8n.translation import Json

ON_ERROR = {"continueErrorOutput": "route", "continueRegularOutput": "continue"}


def settings_of(node: SourceNode) -> Json:
    found: Json = {}
    on_error = ON_ERROR.get(str(node.raw.get("onError", "")))
    if on_error is None and node.raw.get("continueOnFail") is True:
        on_error = "continue"
    if on_error:
        found["on_error"] = on_error
    if node.raw.get("retryOnFail") is True:
        found["retry"] = {"attempts": _tries(node), "delay": _delay(node), "factor": 1}
    return found


def _tries(node: SourceNode) -> int:
    tries = node.raw.get("maxTries", 3)
    return tries if type(tries) is int and 1 <= tries <= 100 else 3


def _delay(node: SourceNode) -> float:
    wait = node.raw.get("waitBetweenTries", 1000)
    return wait / 1000 if type(wait) is int and 0 <= wait <= 86_400_000 else 1
