"""`expressions/preview/`: what an expression gives, tried on the data of an execution or on given data."""

import secrets
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Actor, Verb
from builder.api.base import ApiView
from builder.api.docs import PROJECT, operation
from builder.api.problems import refuse
from builder.api.serializers import Flag, Mapped, StrictSerializer, Text, Value
from builder.models import Variable
from nodes.expressions import Entropy, ExpressionError, compile_condition, compile_template
from nodes.expressions.limits import TEMPLATE_CHARS

ScopeOfExecution = Callable[[Actor, UUID, str, str], dict[str, Any]]

scope_sources: list[ScopeOfExecution] = []
"""Where scopes of executions come from: (actor, execution, node, path) → scope. Raises `Http404` for a foreign one."""


def scope_of_execution(actor: Actor, execution: UUID, node: str, path: str) -> dict[str, Any]:
    """What that node saw. Raises 404 for an execution that is not the actor's to see."""
    if not scope_sources:
        raise refuse("execution", "This installation keeps no executions.")
    scope: dict[str, Any] = {}
    for source in scope_sources:
        scope |= source(actor, execution, node, path)
    return scope


class PreviewSerializer(StrictSerializer):
    text = Text(max_length=TEMPLATE_CHARS, allow_blank=True, trim_whitespace=False)
    bare = Flag(required=False, default=False, help_text="The text is a condition without braces.")
    scope = Mapped(required=False, help_text="Names and their values; they win over those of the execution.")
    execution = serializers.UUIDField(required=False, help_text="Take the data of this execution.")
    node = Text(max_length=200, required=False, default="", help_text="As this node sees it.")
    path = Text(max_length=2000, required=False, default="", allow_blank=True)


class ExpressionFaultSerializer(StrictSerializer):
    message = serializers.CharField()
    line = serializers.IntegerField()
    column = serializers.IntegerField()
    end_column = serializers.IntegerField()
    field = serializers.CharField(allow_null=True)
    hint = serializers.CharField(allow_null=True)


class PreviewedSerializer(StrictSerializer):
    ok = serializers.BooleanField()
    value = Value(required=False)
    error = ExpressionFaultSerializer(required=False)


class PreviewView(ApiView):
    @operation(
        "Try an expression",
        tag="expressions",
        parameters=[PROJECT],
        request=PreviewSerializer,
        answers={200: PreviewedSerializer},
        problems=(400, 404, 413),
    )
    def post(self, request: Request) -> Response:
        self.authorize(Verb.READ)
        told = self.body(PreviewSerializer)
        scope = self._scope(told)
        compiled = compile_condition if told["bare"] else compile_template
        try:
            value = compiled(told["text"]).evaluate(scope, entropy=Entropy(secrets.token_hex(8), time.time()))
        except ExpressionError as error:
            return Response({"ok": False, "error": error.as_json()})
        return Response({"ok": True, "value": value})

    def _scope(self, told: dict[str, Any]) -> dict[str, Any]:
        variables = Variable.objects.filter(project=self.project, is_secret=False).values_list(
            "name", "value"
        )
        scope: dict[str, Any] = {"vars": dict(variables)}
        if "execution" in told:
            scope |= scope_of_execution(self.actor, told["execution"], told["node"], told["path"])
        return scope | told.get("scope", {})
