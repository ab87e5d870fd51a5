"""A quicker way to make many frozen records: reading a flow would else spend a fifth of its time on that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, field, fields, make_dataclass
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


def maker(cls: Callable[_P, _T]) -> Callable[_P, _T]:
    """A function like the constructor of a frozen dataclass with slots, at a fifth of the time.

    Frozen dataclasses set each field through a call of its own. So an open twin with the same slots is made,
    and frozen by giving it the class.
    """
    twin: Any = make_dataclass(
        f"Open{cls.__name__}",
        [(one.name, Any, _like(one)) for one in fields(cls)],  # type: ignore[arg-type]
        slots=True,
    )

    def make(*values: _P.args, **named: _P.kwargs) -> _T:
        made = twin(*values, **named)
        made.__class__ = cls
        return made  # type: ignore[no-any-return]

    return make


def _like(one: Field[Any]) -> Any:
    if one.default_factory is not MISSING:
        return field(default_factory=one.default_factory)
    return field() if one.default is MISSING else field(default=one.default)
