"""The list of gaps, quick for thousands of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from models.costs.queries import contract_years
from models.costs.rules import Amount, GapCost, Totals, counted_agreement, total
from models.errors import UserError
from models.gaps.labels import gap_labels, label_of
from models.members.queries import organisations
from models.project.project import Project
from models.tiers.catalogue import change_kinds, dispositions
from models.tiers.cells import texts_in
from models.tiers.reasons import tier_label
from models.tiers.rules import TierVerdict, gap_tier

UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Asker:
    """An organisation that takes part, and whether it asks for the gap."""

    organisation_id: bytes
    mark: str
    name: str
    asks: bool


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap in a list. Amounts are yen; `*_total` counts the contract years, None is unknown.

    `agreed` is the amount as written down, `agreed_total` what counts of it; see `counted_agreement`.
    """

    id: bytes
    serial: int
    label: str
    title: str
    purpose: str
    organisation_id: bytes | None
    section_id: bytes | None
    section: str
    askers: tuple[Asker, ...]
    disposition: str | None
    kinds: dict[str, str]
    verdict: TierVerdict
    package_id: bytes | None
    has_conflict: bool
    asked: Amount
    agreed: Amount
    asked_total: int | None
    agreed_total: int | None
    legal_ground: str = ""
    frequency: str = ""
    missing: str = ""

    @property
    def tier(self) -> int | None:
        """The tier; None while undecided."""
        return self.verdict.tier

    @property
    def cost(self) -> GapCost:
        """The row's costs, for sums."""
        return GapCost(
            gap_id=self.id,
            tier=self.tier,
            organisation_id=self.organisation_id,
            section_id=self.section_id,
            package_id=self.package_id,
            disposition=self.disposition,
            asked=self.asked,
            agreed=counted_agreement(self.disposition, self.agreed),
        )

    @property
    def marks(self) -> str:
        """The marks of the organisations that ask, e.g. 「み青」."""
        return "".join(one.mark for one in self.askers if one.asks)


@dataclass(frozen=True, slots=True)
class GapFilter:
    """Which gaps to list; what is None leaves all. `tier` is 0 to 3 or `UNDECIDED`,
    `asked_by` an organisation, `only` a single gap.

    Every word of `text` must stand in the number, title, purpose, what is missing, the legal ground, or
    the names of section, askers, response, kinds and tier.
    """

    text: str = ""
    section_id: bytes | None = None
    organisation_id: bytes | None = None
    disposition: str | None = None
    tier: int | str | None = None
    asked_by: bytes | None = None
    only: bytes | None = None


ALL = GapFilter()

_COLUMNS = (
    "g.id, coalesce(g.serial, 0), coalesce(g.title, ''), coalesce(g.purpose, ''), g.organisation_id, "
    "g.section_id, trim(coalesce(o.name, '') || ' ' || coalesce(s.name, '')), g.disposition, g.kinds, "
    "g.tier_override, g.override_reason, g.package_id, g.asked_initial, g.asked_yearly, g.agreed_initial, "
    "g.agreed_yearly, EXISTS (SELECT 1 FROM conflict AS c WHERE c.tbl = 'gap' AND c.row = g.id), "
    "coalesce(g.legal_ground, ''), coalesce(g.frequency, ''), coalesce(g.missing, '')"
)


def gap_rows(project: Project, wanted: GapFilter = ALL) -> list[GapRow]:
    """The gaps in the order of their numbers; none where `wanted.only` does not exist."""
    if wanted.only and not _exists(project, wanted.only):
        return []
    years = contract_years(project)
    labels = {wanted.only: label_of(project, wanted.only)} if wanted.only else gap_labels(project)
    askers = _Askers(project, wanted.only)
    verdicts = cache(_verdict)
    where, facts = _where(wanted)
    found = project.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM gap AS g LEFT JOIN section_rows AS s ON s.id = g.section_id "
        f"LEFT JOIN organisation_rows AS o ON o.id = g.organisation_id{where} ORDER BY g.serial, g.id",
        facts,
    ).all()
    rows = [
        _row(cells, labels[cells[0]], askers.of(cells[0]), verdicts(*cells[7:11]), years) for cells in found
    ]
    if wanted.tier is not None:
        rows = [row for row in rows if _has_tier(row, wanted.tier)]
    return finding(rows, wanted.text) if wanted.text.strip() else rows


def finding(rows: Iterable[GapRow], text: str) -> list[GapRow]:
    """Those in whose texts every word of `text` stands; see `GapFilter`."""
    words = _plain(text).split()
    said = ((row, _said(row)) for row in rows)
    return [row for row, texts in said if all(word in texts for word in words)]


def gap_row(project: Project, gap: bytes) -> GapRow:
    """One gap as it stands in the list; `UserError` if there is none."""
    for row in gap_rows(project, GapFilter(only=gap)):
        return row
    raise UserError("gaps.unknown_id")


def gap_tiers(project: Project) -> dict[bytes, int | None]:
    """The tier of every gap, None while undecided, without all the rest of its row."""
    verdicts = cache(_verdict)
    rows = project.connection.exec_driver_sql(
        "SELECT id, disposition, kinds, tier_override, override_reason FROM gap"
    )
    return {gap: verdicts(*cells)[1].tier for gap, *cells in rows.all()}


def row_totals(rows: Iterable[GapRow], years: int) -> Totals:
    """The sums of some rows, for group heads and the foot of a list."""
    return total([row.cost for row in rows], years)


class _Askers:
    """Who asks for which gap; gaps with the same askers share one tuple."""

    def __init__(self, project: Project, only: bytes | None = None) -> None:
        self._towns = organisations(project)
        self._known: dict[bytes, set[bytes]] = {}
        self._made: dict[frozenset[bytes], tuple[Asker, ...]] = {}
        rows = project.connection.exec_driver_sql(
            "SELECT a.gap_id, s.organisation_id FROM gap_asker AS a "
            f"JOIN section_rows AS s ON s.id = a.section_id{' WHERE a.gap_id = ?' if only else ''}",
            (only,) if only else (),
        )
        for gap, organisation in rows.all():
            self._known.setdefault(gap, set()).add(organisation)

    def of(self, gap: bytes) -> tuple[Asker, ...]:
        asking = frozenset(self._known.get(gap, ()))
        if asking not in self._made:
            self._made[asking] = tuple(
                Asker(town.id, town.mark, town.name, town.id in asking)
                for town in self._towns
                if town.takes_part or town.id in asking
            )
        return self._made[asking]


def _verdict(
    disposition: str | None, kinds: str | None, override: int | None, reason: str | None
) -> tuple[dict[str, str], TierVerdict]:
    chosen = texts_in(kinds)
    return chosen, gap_tier(disposition, chosen, override, reason)


def _row(
    cells: Sequence[Any],
    label: str,
    askers: tuple[Asker, ...],
    judged: tuple[dict[str, str], TierVerdict],
    years: int,
) -> GapRow:
    gap, serial, title, purpose, organisation, section, place, disposition = cells[:8]
    asked, agreed = Amount(*cells[12:14]), Amount(*cells[14:16])
    return GapRow(
        id=gap,
        serial=serial,
        label=label,
        title=title,
        purpose=purpose,
        organisation_id=organisation,
        section_id=section,
        section=place,
        askers=askers,
        disposition=disposition,
        kinds=judged[0],
        verdict=judged[1],
        package_id=cells[11],
        has_conflict=bool(cells[16]),
        asked=asked,
        agreed=agreed,
        asked_total=asked.over(years),
        agreed_total=counted_agreement(disposition, agreed).over(years),
        legal_ground=cells[17],
        frequency=cells[18],
        missing=cells[19],
    )


def _where(wanted: GapFilter) -> tuple[str, tuple[Any, ...]]:
    tests = {
        "g.id = ?": wanted.only,
        "g.section_id = ?": wanted.section_id,
        "g.organisation_id = ?": wanted.organisation_id,
        "g.disposition = ?": wanted.disposition,
        "g.id IN (SELECT a.gap_id FROM gap_asker AS a JOIN section_rows AS s ON s.id = a.section_id "
        "WHERE s.organisation_id = ?)": wanted.asked_by,
    }
    used = {test: value for test, value in tests.items() if value is not None}
    return (f" WHERE {' AND '.join(used)}" if used else ""), tuple(used.values())


def _exists(project: Project, gap: bytes) -> bool:
    return bool(project.connection.exec_driver_sql("SELECT 1 FROM gap WHERE id = ?", (gap,)).scalar())


@lru_cache(maxsize=20_000)
def _spelled(label: str, texts: str, names: str) -> str:
    return _plain(f"{label} {texts} {names}")


def _said(row: GapRow) -> str:
    texts = f"{row.title} {row.purpose} {row.legal_ground} {row.missing}"
    return _spelled(row.label, texts, _names(row))


def _names(row: GapRow) -> str:
    kinds = [change_kinds()[kind].label for kind in row.kinds if kind in change_kinds()]
    response = dispositions().get(row.disposition or "")
    askers = [one.name for one in row.askers if one.asks]
    return " ".join([row.section, *askers, *kinds, response.label if response else "", tier_label(row.tier)])


def _has_tier(row: GapRow, tier: int | str | None) -> bool:
    return tier is None or tier == (UNDECIDED if row.tier is None else row.tier)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
