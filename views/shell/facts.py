"""What the window's edges show of the project, and what screens there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from views.shared.screen import Screen
from views.shared.session import Session


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """A screen on the rail; it is made when it is first shown. `gap_after` draws a line below it."""

    key: str
    title_key: str
    icon: str
    make: Callable[[Session], Screen]
    gap_after: bool = False


@dataclass(frozen=True, slots=True)
class ShellFacts:
    """The words and numbers at the window's edges, read anew after every change.

    `amounts` and `waiting` are by screen key: a plain number is an amount, a filled one waits for me.
    `verified` is None while the signatures are being checked. A text that is empty is not shown.
    """

    project_name: str = ""
    member: str = ""
    edition: str = ""
    ledger_count: int | None = None
    verified: bool | None = True
    online: bool = False
    demo: bool = False
    readonly: bool = False
    saved_at: str = ""
    amounts: Mapping[str, int] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)
