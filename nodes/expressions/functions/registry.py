"""The register of functions: each says its parameters, its one sentence, and an example that is run as a test."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from nodes.expressions.errors import Fault
from nodes.expressions.frame import Key
from nodes.expressions.values import describe

TypeName = Literal["text", "number", "list", "object"]
Infer = Literal["first", "element", "list of element", "list of body", "second"]
"""How the type of a result follows from the arguments, where the return annotation does not say it."""


class Wants(Enum):
    """Parameters that are handed something else than a plain value."""

    KEY = "a field name or a lambda"
    MAYBE = "any value, or one that does not exist"
    LATER = "a value that is worked out only when it is needed"


class Undefined(Enum):
    """What stands for a path that leads nowhere, in the few functions that take one."""

    UNDEFINED = 0


UNDEFINED = Undefined.UNDEFINED
KeyOf = Annotated[Key, Wants.KEY]
Maybe = Annotated[Any, Wants.MAYBE]
Later = Annotated[Callable[[], Any], Wants.LATER]
Number = int | float

_LABELS: dict[type, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
    NoneType: "null",
}
_SCHEMA_TYPES: dict[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
    NoneType: "null",
}
METHOD_TYPES: dict[TypeName, tuple[type, ...]] = {
    "text": (str,),
    "number": (int, float),
    "list": (list,),
    "object": (dict,),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    kinds: frozenset[type] | None
    """The types that it takes, or None for any."""
    wants: Wants | None
    required: bool
    default: Any
    variadic: bool

    @property
    def label(self) -> str:
        if self.kinds is None:
            return self.wants.value if self.wants else "any value"
        names = [_LABELS[kind] for kind in _LABELS if kind in self.kinds and kind is not NoneType]
        names = [name for name in names if not (name == "a whole number" and float in self.kinds)]
        return " or ".join(names)

    def accept(self, value: Any, function: str) -> Any:
        """The value, made to fit where nothing is lost by it, or a fault that says what would do."""
        if self.kinds is None or type(value) in self.kinds:
            return value
        if type(value) is float and int in self.kinds and value.is_integer():
            return int(value)
        hint = "Use default(…) to give a value for null." if value is None else None
        raise Fault(f"`{function}` takes {self.label} as `{self.name}`, not {describe(value)}.", hint)


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    name: str
    group: str
    doc: str
    example: str
    result: Any
    parameters: tuple[Parameter, ...]
    returns: dict[str, Any]
    call: Callable[..., Any]
    methods: tuple[TypeName, ...]
    aliases: tuple[str, ...]
    infer: Infer | None

    @property
    def signature(self) -> str:
        return f"{self.name}({', '.join(_written(parameter) for parameter in self.parameters)})"


FUNCTIONS: dict[str, Function] = {}
"""Every function by its name. Aliases are found by `find`."""

METHODS: dict[str, dict[type, Function]] = {}
"""Every method name, and the function that it means for each type of value."""

_ALIASES: dict[str, str] = {}


def find(name: str) -> Function | None:
    return FUNCTIONS.get(_ALIASES.get(name, name))


def all_names() -> list[str]:
    return [*FUNCTIONS, *_ALIASES]


class Group:
    """The functions of one file. `title` is the heading in the reference."""

    def __init__(self, title: str) -> None:
        self.title = title

    def function(
        self,
        *,
        example: str,
        result: Any,
        on: tuple[TypeName, ...] = (),
        aliases: tuple[str, ...] = (),
        infer: Infer | None = None,
        name: str = "",
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def register(call: Callable[..., Any]) -> Callable[..., Any]:
            hints = get_type_hints(call, include_extras=True)
            shape = list(inspect.signature(call).parameters.values())[1:]
            function = Function(
                name=name or call.__name__.rstrip("_"),
                group=self.title,
                doc=" ".join((call.__doc__ or "").split()),
                example=example,
                result=result,
                parameters=tuple(_parameter(one, hints[one.name]) for one in shape),
                returns=_schema(hints["return"]),
                call=call,
                methods=on,
                aliases=aliases,
                infer=infer,
            )
            _add(function)
            return call

        return register


def _add(function: Function) -> None:
    if not function.doc:
        raise ValueError(f"The function {function.name} has no docstring.")
    for name in (function.name, *function.aliases):
        if find(name) is not None:
            raise ValueError(f"The function {name} is registered twice.")
        for type_name in function.methods:
            for kind in METHOD_TYPES[type_name]:
                METHODS.setdefault(name, {})[kind] = function
    FUNCTIONS[function.name] = function
    _ALIASES.update(dict.fromkeys(function.aliases, function.name))


def _parameter(shape: inspect.Parameter, hint: Any) -> Parameter:
    required = shape.default is inspect.Parameter.empty
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    wants = next((mark for part in parts for mark in _marks(part)), None)
    kinds = None if wants or Any in parts else frozenset(_plain(part) for part in parts)
    if kinds and float in kinds:
        kinds |= {int}
    variadic = shape.kind is inspect.Parameter.VAR_POSITIONAL
    return Parameter(
        name=shape.name.rstrip("_"),
        kinds=kinds,
        wants=wants,
        required=required and not variadic,
        default=None if required else shape.default,
        variadic=variadic,
    )


def _marks(hint: Any) -> list[Wants]:
    return (
        [mark for mark in get_args(hint)[1:] if isinstance(mark, Wants)]
        if get_origin(hint) is Annotated
        else []
    )


def _plain(hint: Any) -> Any:
    return get_origin(hint) or hint


def _schema(hint: Any) -> dict[str, Any]:
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    types = [_SCHEMA_TYPES[_plain(part)] for part in parts if _plain(part) in _SCHEMA_TYPES]
    if len(types) != len(parts):
        return {}
    if set(types) == {"integer", "number"}:
        return {"type": "number"}
    schema: dict[str, Any] = {"type": types[0] if len(types) == 1 else types}
    if get_origin(hint) is list:
        schema["items"] = _schema(get_args(hint)[0])
    return schema


def _written(parameter: Parameter) -> str:
    if parameter.variadic:
        return f"*{parameter.name}"
    if parameter.required:
        return parameter.name
    if parameter.default is UNDEFINED:
        return f"[{parameter.name}]"
    words = {None: "null", True: "true", False: "false"}
    default = parameter.default
    return f"{parameter.name}={words[default] if default is None or type(default) is bool else repr(default)}"
