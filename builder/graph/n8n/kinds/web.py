"""Calls over the network."""

from typing import Any

from builder.graph.n8n.translation import Given, Json, Translated


def http(given: Given) -> Translated:
    method = str(given.parameter("method", given.parameter("requestMethod", "GET"))).upper()
    config: Json = {"method": method, "url": given.text("url", where="config.url")}
    query = _pairs(given, "queryParameters.parameters", "config.query")
    headers = _pairs(given, "headerParameters.parameters", "config.headers")
    if query:
        config["query"] = query
    if headers:
        config["headers"] = headers
    if given.parameter("sendBody") is True and method not in ("GET", "HEAD"):
        config |= _body(given)
    timeout = given.parameter("options.timeout")
    if isinstance(timeout, int) and timeout > 0:
        config["timeout_seconds"] = min(timeout / 1000, 3600)
    if given.parameter("authentication", "none") != "none":
        given.not_translated(
            "Choose the credential again; secrets are not part of an export.", "config.credential"
        )
    if given.parameter("options.pagination"):
        given.not_translated(
            "Pages are not taken over; fill in the address of the next page.", "config.next_url"
        )
    return Translated("web.http", config)


def _body(given: Given) -> Json:
    kind = given.parameter("contentType", "json")
    fields = _pairs(given, "bodyParameters.parameters", "config.body")
    if kind == "form-urlencoded":
        return {"body_kind": "form", "form": fields}
    if kind == "json":
        text = given.parameter("jsonBody")
        body: Any = given.value(text, "config.body") if isinstance(text, str) and text else fields
        return {"body_kind": "json", "body": body}
    if kind == "raw":
        return {"body_kind": "text", "body_text": given.text("body", where="config.body_text")}
    given.not_translated(f"A body of the kind “{kind}” is not taken over.", "config.body")
    return {}


def _pairs(given: Given, path: str, where: str) -> Json:
    return {
        str(row.get("name", "")): given.value(row.get("value", ""), f"{where}.{row.get('name', '')}")
        for row in given.rows(path)
        if row.get("name")
    }


KINDS = {"n8n-nodes-base.httpRequest": http}
