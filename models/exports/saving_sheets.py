"""経費抑制額 in two sheets: every gap's amounts, and the sums of each grouping, to recompute by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.costs.rules import Totals, percent
from models.exports.agreed import Agreed, AgreedGap
from models.exports.cells import Value, thousand
from models.tiers.catalogue import dispositions
from models.tiers.reasons import tier_label, verdict_label
from models.words import say

GAP_COLUMNS = (
    *("label", "title", "organisation", "section", "tier_name", "disposition", "package", "state", "years"),
    *("asked_initial", "asked_yearly", "asked_total"),
    *("agreed_initial", "agreed_yearly", "agreed_total", "saving", "counted"),
)
SUM_COLUMNS = ("by", "group", "gaps", "counted", "unknown", "asked", "agreed", "saving", "rate")


def saving_rows(agreed: Agreed) -> Iterator[list[Value]]:
    """A line a gap; `counted` says whether both amounts are known, so that it is in the sums."""
    towns = {one.id: one.name for one in agreed.organisations}
    for gap in agreed.gaps:
        yield _gap(gap, agreed.costs.years, towns)


def sum_rows(agreed: Agreed) -> Iterator[list[Value]]:
    """The whole, then each group; every grouping adds up to the whole."""
    costs = agreed.costs
    nothing = say("costs.by.nothing")
    sections = {gap.row.section_id: gap.row.section for gap in agreed.gaps}
    towns = {one.id: one.name for one in agreed.organisations}
    packages = {one.id: one.name for one in agreed.packages}
    responses = {one.id: one.label for one in dispositions().values()}
    yield _sums("all", say("costs.by.all"), costs.all)
    tiers = sorted(costs.by_tier.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))
    yield from (_sums("tier", tier_label(tier), sums) for tier, sums in tiers)
    yield from (_sums("section", sections.get(one) or nothing, it) for one, it in costs.by_section.items())
    yield from (
        _sums("organisation", towns.get(one or b"", nothing), sums)
        for one, sums in costs.by_organisation.items()
    )
    yield from (
        _sums("package", packages.get(one or b"", nothing), sums) for one, sums in costs.by_package.items()
    )
    yield from (
        _sums("disposition", responses.get(one or "", nothing), sums)
        for one, sums in costs.by_disposition.items()
    )


def _gap(gap: AgreedGap, years: int, towns: Mapping[bytes, str]) -> list[Value]:
    row, asked, agreed = gap.row, gap.cost.asked, gap.cost.agreed
    whole, spent = asked.over(years), agreed.over(years)
    known = whole is not None and spent is not None
    response = dispositions().get(row.disposition or "")
    money = (
        *(asked.initial, asked.yearly, whole),
        *(agreed.initial, agreed.yearly, spent),
        whole - spent if whole is not None and spent is not None else None,
    )
    return [
        row.label,
        row.title,
        towns.get(row.organisation_id or b"", ""),
        row.section,
        verdict_label(row.verdict),
        response.label if response else row.disposition,
        gap.package,
        say(f"approval.state.{gap.state.key}"),
        years,
        *(thousand(yen) for yen in money),
        say("exports.yes") if known else say("exports.no"),
    ]


def _sums(by: str, group: str, sums: Totals) -> list[Value]:
    rate = percent(sums.saving_rate)
    return [
        say(f"costs.by.{by}"),
        group,
        sums.gaps,
        sums.both_known,
        sums.saving_unknown,
        thousand(sums.both_asked),
        thousand(sums.both_agreed),
        thousand(sums.saving),
        None if rate is None else float(rate),
    ]
