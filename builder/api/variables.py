"""`variables/`: values that all workflows of a project share, as `vars.name`; secret ones are written only."""

import re
from typing import Any, Final

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import PROJECT, operation
from builder.api.serializers import Flag, Moment, StrictSerializer, Text, Value
from builder.models import Variable
from builder.services.change_variable import change_variable
from builder.services.create_variable import create_variable
from builder.services.delete_variable import delete_variable

NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)


class VariableSerializer(StrictSerializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    is_secret = serializers.BooleanField()
    value = Value(help_text="null for a secret one.")
    created_at = Moment()
    updated_at = Moment()


class NewVariableSerializer(StrictSerializer):
    name = Text(max_length=80)
    value = Value()
    is_secret = Flag(required=False, default=False)

    def validate_name(self, name: str) -> str:
        if not NAME.fullmatch(name):
            raise ValidationError(
                "Begin with a letter and use letters, digits and `_`, as expressions say `vars.name`."
            )
        return name


class VariableChangeSerializer(StrictSerializer):
    value = Value()


class VariablesView(ApiView):
    @operation(
        "The variables of a project",
        tag="variables",
        parameters=[PROJECT],
        answers={200: VariableSerializer(many=True)},
        problems=(404,),
    )
    def get(self, request: Request) -> Response:
        self.authorize(Verb.READ)
        return self.page(Variable.objects.filter(project=self.project), VariableSerializer)

    @operation(
        "Make a variable",
        tag="variables",
        parameters=[PROJECT],
        request=NewVariableSerializer,
        answers={201: VariableSerializer},
        problems=(400, 403, 404),
    )
    def post(self, request: Request) -> Response:
        self.authorize(Verb.EDIT)
        told: dict[str, Any] = self.body(NewVariableSerializer)
        self.authorize(_verb(told["is_secret"]))
        return Response(
            VariableSerializer(create_variable(self.project, self.actor, **told)).data, status=201
        )


class VariableView(ApiView):
    @operation("One variable", tag="variables", answers={200: VariableSerializer}, problems=(404,))
    def get(self, request: Request, variable: str) -> Response:
        return Response(VariableSerializer(self.thing(_all(), pk=variable)).data)

    @operation(
        "Give a variable another value",
        tag="variables",
        request=VariableChangeSerializer,
        answers={200: VariableSerializer},
        problems=(400, 403, 404),
    )
    def patch(self, request: Request, variable: str) -> Response:
        changed = change_variable(self._mine(variable), self.actor, **self.body(VariableChangeSerializer))
        return Response(VariableSerializer(changed).data)

    @operation("Delete a variable", tag="variables", answers={204: None}, problems=(403, 404))
    def delete(self, request: Request, variable: str) -> Response:
        delete_variable(self._mine(variable), self.actor)
        return Response(status=204)

    def _mine(self, variable: str) -> Variable:
        found = self.thing(_all(), pk=variable)
        self.authorize(_verb(found.is_secret), found)
        return found


def _verb(is_secret: bool) -> Verb:
    return Verb.MANAGE_CREDENTIALS if is_secret else Verb.EDIT


def _all() -> QuerySet[Variable]:
    return Variable.objects.select_related("project")
