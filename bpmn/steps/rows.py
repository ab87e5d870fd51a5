"""One row of a step table."""

from __future__ import annotations

import re
from dataclasses import dataclass

END = ""
"""The target that ends the procedure."""
_ID = "Step_"
_PLAIN = re.compile("[A-Za-z0-9.-]")
_ESCAPED = re.compile("_x([0-9a-f]+)_")


@dataclass(frozen=True, slots=True)
class Choice:
    """Where it goes on: `targets` are numbers of steps (or `END`), several of them in parallel."""

    targets: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step 手順. `condition` is what is decided after it where there are several choices, else a remark on
    when it is done. `kind` is the BPMN name; startEvent and endEvent are rows only where they have a name.
    """

    number: str
    task: str
    who: str = ""
    condition: str = ""
    choices: tuple[Choice, ...] = (Choice((END,)),)
    data: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    kind: str = "task"


def step_id(number: str) -> str:
    """The id of a step's element, from which `step_number` gives the number back."""
    return _ID + "".join(
        sign if (sign.isascii() and sign.isalnum()) or sign in "-." else f"_x{ord(sign):x}_"
        for sign in number
    )


def step_number(element: str) -> str | None:
    """The number a step's element was made with, None for elements of other origin."""
    if not element.startswith(_ID):
        return None
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), element.removeprefix(_ID))
