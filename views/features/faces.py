"""What the packages' columns of the matrix tell: the answers, what they cost, or the gaps they leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.gaps.queries import GapRow, gap_rows
from models.lists.queries import FeatureRow
from models.lists.text_search import Places
from models.project.project import Project
from models.words import say
from views.features.listing import Matrix, Totals, standard_totals
from views.shared.chips import ChipText
from views.shared.meanings import disposition_chip

ANSWERS, COSTS, GAPS = "answers", "costs", "gaps"
FACES = (ANSWERS, COSTS, GAPS)


@dataclass(frozen=True)  # no slots: what is worked out once is kept on it
class Face:
    """One face of one matrix; it is made anew with the matrix."""

    key: str
    found: Matrix
    gaps: Mapping[bytes, GapRow]

    @property
    def totals(self) -> Totals:
        """What group rows tell under the packages' columns."""
        return {ANSWERS: standard_totals, COSTS: self._cost_totals, GAPS: self._gap_totals}[self.key]

    def cost(self, row: FeatureRow, package: bytes) -> int | float | None:
        """What a package's answer costs in 千円, None when it is not known."""
        cell = row.answers.get(package)
        if cell is None or cell.cost is None:
            return None
        return cell.cost // 1000 if cell.cost % 1000 == 0 else cell.cost / 1000

    def gap_chip(self, row: FeatureRow, package: bytes) -> ChipText | None:
        """The gaps a package leaves at a feature, with the sign of the first one's response."""
        found = self._gaps_of(row, package)
        if not found:
            return None
        more = say("feature_screen.more_gaps", n=len(found) - 1) if len(found) > 1 else ""
        return ChipText(disposition_chip(found[0].disposition), found[0].label + more)

    def gap_tip(self, row: FeatureRow, package: bytes) -> str:
        """The titles of those gaps."""
        return "\n".join(f"{one.label}　{one.title}" for one in self._gaps_of(row, package))

    def figures(self, places: Places) -> list[str]:
        """What the bars below tell of each package; nothing where they tell the share of the standard."""
        if self.key == COSTS:
            return [_cost_figure(costs[places]) for costs in self._costs]
        if self.key == GAPS:
            counts = self._gap_counts(places, np.zeros(len(self.found.rows), np.int64), 1)
            return [say("feature_screen.gap_figure", n=int(count[0])) for count in counts]
        return []

    def _gaps_of(self, row: FeatureRow, package: bytes) -> list[GapRow]:
        known = (self.gaps.get(gap) for gap in row.gaps)
        return [gap for gap in known if gap is not None and gap.package_id == package]

    @cached_property
    def _costs(self) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
        """Yen by package and row; what is not known is NaN."""
        rows = self.found.rows
        return [
            np.fromiter(
                (
                    np.nan if (cell := row.answers.get(one.id)) is None or cell.cost is None else cell.cost
                    for row in rows
                ),
                np.float64,
                len(rows),
            )
            for one in self.found.packages
        ]

    def _cost_totals(self, found: Matrix, places: Places) -> list[list[str]]:
        tops = found.outline.top_of[places]
        count = len(found.outline.tops)
        made = []
        for costs in self._costs:
            here = costs[places]
            known = ~np.isnan(here)
            sums = np.bincount(tops[known], weights=here[known], minlength=count)
            given = np.bincount(tops[known], minlength=count)
            made.append(
                [_thousand(total) if n else "—" for total, n in zip(sums, given.tolist(), strict=True)]
            )
        return made

    def _gap_totals(self, found: Matrix, places: Places) -> list[list[str]]:
        counts = self._gap_counts(places, found.outline.top_of, len(found.outline.tops))
        return [[say("feature_screen.group_gaps", n=n) if n else "—" for n in one] for one in counts]

    def _gap_counts(self, places: Places, group_of: Places, groups: int) -> list[list[int]]:
        """How many different gaps each package leaves in each group of the rows at these places."""
        number = {one.id: at for at, one in enumerate(self.found.packages)}
        held: list[list[set[bytes]]] = [[set() for _ in range(groups)] for _ in number]
        for place in self.found.index.with_gap(places).tolist():
            for gap in self.found.rows[place].gaps:
                known = self.gaps.get(gap)
                at = number.get(known.package_id) if known is not None and known.package_id else None
                if at is not None:
                    held[at][int(group_of[place])].add(gap)
        return [[len(gaps) for gaps in one] for one in held]


def face_of(project: Project, key: str, found: Matrix) -> Face:
    """The face of that name; gaps are read only where they are shown."""
    gaps = {one.id: one for one in gap_rows(project)} if key == GAPS else {}
    return Face(key, found, gaps)


def _cost_figure(costs: np.ndarray[tuple[int], np.dtype[np.float64]]) -> str:
    known = costs[~np.isnan(costs)]
    if not len(known):
        return say("feature_screen.cost_unknown")
    return say("feature_screen.cost_figure", total=_thousand(float(known.sum())), n=len(costs) - len(known))


def _thousand(yen: float) -> str:
    return f"{yen / 1000:,.0f}" if yen % 1000 == 0 else f"{yen / 1000:,.1f}"


FaceOf = Callable[[], "Face | None"]
__all__ = ["ANSWERS", "COSTS", "FACES", "GAPS", "Face", "FaceOf", "face_of"]
