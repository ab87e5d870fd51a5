"""Arguments and options that several commands about gaps share."""

from __future__ import annotations

import unicodedata
from typing import Annotated

import typer

from models.errors import UserError
from models.gaps.queries import UNDECIDED
from models.tiers.reasons import tier_label
from models.words import say

Gap = Annotated[str, typer.Argument(metavar="GAP", help=say("gaps.cli.gap"), show_default=False)]
AskedInitial = Annotated[str | None, typer.Option("--asked-initial", help=say("gaps.cli.asked_initial"))]
AskedYearly = Annotated[str | None, typer.Option("--asked-yearly", help=say("gaps.cli.asked_yearly"))]
AgreedInitial = Annotated[str | None, typer.Option("--agreed-initial", help=say("gaps.cli.agreed_initial"))]
AgreedYearly = Annotated[str | None, typer.Option("--agreed-yearly", help=say("gaps.cli.agreed_yearly"))]


def tier_of_name(text: str) -> int | None:
    """A tier as it is typed: 0 to 3, (2), or the id or word for undecided, which is None."""
    plain = unicodedata.normalize("NFKC", text).strip(" ()").casefold()
    if plain in ("0", "1", "2", "3"):
        return int(plain)
    if plain in (UNDECIDED, tier_label(None).casefold()):
        return None
    raise UserError("gaps.cli.bad_tier", text=text)


def yen_of(text: str) -> int | None:
    """An amount as it is typed: whole yen, or "unknown"."""
    if text.strip().lower() == "unknown":
        return None
    try:
        return int(text.replace(",", "").replace("，", ""))
    except ValueError as error:
        raise UserError("gaps.cli.bad_amount", text=text) from error


def typed_amounts(**given: str | None) -> dict[str, int | None]:
    """The amounts that were given, by name."""
    return {name: yen_of(text) for name, text in given.items() if text is not None}
