"""A node's config with expressions in it: compiled once, and resolved for each activation of the node."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from nodes.expressions.budget import Budget
from nodes.expressions.entropy import Entropy
from nodes.expressions.errors import ExpressionError
from nodes.expressions.expression import Expression, compile_condition
from nodes.expressions.fields import FieldPath, FieldSet, children, dotted
from nodes.expressions.limits import VALUE_DEPTH
from nodes.expressions.names import NameUse
from nodes.expressions.template import Template, compile_template, has_expression

Compiled = Expression | Template
Fill = Callable[[Mapping[str, Any], Entropy | None, Budget], Any]


class CompiledConfig:
    """A config ready to be resolved, from any number of threads at once.

    What holds no expression is shared with the config and between resolutions: do not change a resolved value.
    """

    __slots__ = ("_config", "_fill", "names")

    def __init__(self, config: Any, lazy: Iterable[str] = (), conditions: Iterable[str] = ()) -> None:
        self._config = config
        found = _Compilation(FieldSet(lazy), FieldSet(conditions))
        self._fill = found.fill(config, ())
        self.names: tuple[tuple[str, NameUse], ...] = tuple(found.names)

    @property
    def is_constant(self) -> bool:
        return self._fill is None

    def resolve(
        self, scope: Mapping[str, Any], *, entropy: Entropy | None = None, budget: Budget | None = None
    ) -> Any:
        """The config with the value of every expression in its place. Raises `ExpressionError` with the field."""
        if self._fill is None:
            return self._config
        return self._fill(scope, entropy, budget or Budget.for_config())


class _Compilation:
    def __init__(self, lazy: FieldSet, conditions: FieldSet) -> None:
        self.names: list[tuple[str, NameUse]] = []
        self._lazy = lazy
        self._conditions = conditions

    def fill(self, value: Any, path: FieldPath) -> Fill | None:
        """How to make this part for a scope, or None where it is the same for every scope."""
        if path in self._lazy:
            return None
        if len(path) > VALUE_DEPTH:
            raise ExpressionError("This config is nested too deeply.", field=dotted(path[:8]))
        if type(value) is str:
            return self._fill_text(value, path)
        fills = [(key, fill) for key, part in children(value) if (fill := self.fill(part, (*path, key)))]
        if not fills:
            return None
        return _fill_object(value, fills) if type(value) is dict else _fill_list(value, fills)

    def _fill_text(self, text: str, path: FieldPath) -> Fill | None:
        field = dotted(path)
        compiled = _compile_field(text, field, is_condition=path in self._conditions)
        if compiled is None:
            return None
        self.names.extend((field, use) for use in compiled.names)

        def fill(scope: Mapping[str, Any], entropy: Entropy | None, budget: Budget) -> Any:
            try:
                return compiled.evaluate(scope, entropy=entropy, budget=budget)
            except ExpressionError as error:
                raise error.in_field(field) from None

        return fill


def _compile_field(text: str, field: str, *, is_condition: bool) -> Compiled | None:
    try:
        if is_condition:
            return compile_condition(text) if text.strip() else None
        return compile_template(text) if has_expression(text) else None
    except ExpressionError as error:
        raise error.in_field(field) from None


def _fill_object(value: dict[str, Any], fills: list[tuple[Any, Fill]]) -> Fill:
    def fill(scope: Mapping[str, Any], entropy: Entropy | None, budget: Budget) -> Any:
        result = dict(value)
        for key, part in fills:
            result[key] = part(scope, entropy, budget)
        return result

    return fill


def _fill_list(value: list[Any], fills: list[tuple[Any, Fill]]) -> Fill:
    def fill(scope: Mapping[str, Any], entropy: Entropy | None, budget: Budget) -> Any:
        result = list(value)
        for place, part in fills:
            result[place] = part(scope, entropy, budget)
        return result

    return fill


def compile_config(
    config: Any, lazy: Iterable[str] = frozenset(), conditions: Iterable[str] = frozenset()
) -> CompiledConfig:
    """Compile every expression in the config.

    `lazy` are fields to leave alone, `conditions` fields that are a bare expression; both may be patterns such as
    `cases.*.when`. Raises `ExpressionError` with the field of the first that cannot be understood.
    """
    return CompiledConfig(config, lazy, conditions)


def resolve(
    value: Any,
    scope: Mapping[str, Any],
    *,
    entropy: Entropy | None = None,
    budget: Budget | None = None,
    lazy: Iterable[str] = frozenset(),
    conditions: Iterable[str] = frozenset(),
) -> Any:
    """The value with every expression in it evaluated once. What comes out is never looked at again (R41)."""
    return compile_config(value, lazy, conditions).resolve(scope, entropy=entropy, budget=budget)


def _texts(value: Any, lazy: FieldSet, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    if path in lazy or len(path) > VALUE_DEPTH:
        return
    if type(value) is str:
        yield path, value
    for key, part in children(value):
        yield from _texts(part, lazy, (*path, key))


def names_in(
    value: Any, *, lazy: Iterable[str] = frozenset(), conditions: Iterable[str] = frozenset()
) -> list[tuple[str, NameUse]]:
    """Every name that the expressions of a config read, with its field. What cannot be understood is passed over."""
    return [
        (field, use)
        for field, compiled, _ in _each(value, lazy, conditions)
        if compiled
        for use in compiled.names
    ]


def problems_in(
    value: Any, *, lazy: Iterable[str] = frozenset(), conditions: Iterable[str] = frozenset()
) -> list[ExpressionError]:
    """What cannot be understood in the expressions of a config: all of it, each with its field."""
    return [error for _, _, error in _each(value, lazy, conditions) if error]


def _each(
    value: Any, lazy: Iterable[str], conditions: Iterable[str]
) -> Iterator[tuple[str, Compiled | None, ExpressionError | None]]:
    bare = FieldSet(conditions)
    for path, text in _texts(value, FieldSet(lazy)):
        field = dotted(path)
        try:
            yield field, _compile_field(text, field, is_condition=path in bare), None
        except ExpressionError as error:
            yield field, None, error
