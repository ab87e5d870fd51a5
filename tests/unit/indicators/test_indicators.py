"""Indicators: every figure is made of numbers that can be counted again."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from models.approval.commands import decide, submit
from models.approval.rules import STATES
from models.gaps import commands
from models.indicators.queries import indicators
from models.indicators.rules import DAY, LeadTime, progress, tier_shares
from models.project.project import Project
from tests.conftest import Consortium

TIERS = st.lists(st.sampled_from([None, 0, 1, 2, 3]))


@given(TIERS)
def test_tier_shares_add_up_to_the_whole(tiers: list[int | None]) -> None:
    shares = tier_shares(tiers)
    assert [one.tier for one in shares] == [0, 1, 2, 3, None]
    assert sum(one.count for one in shares) == len(tiers)
    assert sum(one.share or 0 for one in shares) == (1 if tiers else 0)


@given(st.lists(st.integers(0, 10**12), min_size=1))
def test_half_of_the_spans_lie_on_each_side_of_the_median(spans: list[int]) -> None:
    median = LeadTime(tuple(spans), 0, 7 * DAY).median
    assert median is not None
    assert sum(Fraction(span, DAY) <= median for span in spans) * 2 >= len(spans)
    assert sum(Fraction(span, DAY) >= median for span in spans) * 2 >= len(spans)


def test_lead_times_by_hand() -> None:
    lead = LeadTime((DAY, 3 * DAY, 4 * DAY, 40 * DAY), 2, 7 * DAY)
    assert (lead.median, lead.within_goal) == (Fraction(7, 2), 3)
    assert LeadTime((), 0, DAY).median is None


@given(st.lists(st.sampled_from(STATES)))
def test_progress_counts_every_gap_once(keys: list[str]) -> None:
    found = progress(None, "", [(key, key) for key in keys])
    assert sum(found.states.values()) == found.gaps == len(keys)
    assert 0 <= found.finished <= found.gaps


def test_a_contested_gap_is_not_finished() -> None:
    assert progress(None, "", [("conflict", "confirmed"), ("stale", "confirmed")]).finished == 0


def raise_gap(consortium: Consortium, project: Project, title: str) -> bytes:
    gap = commands.add_gap(project, title, consortium.sections["市民課"], purpose="漏れを防ぐ。").made[0]
    commands.choose_disposition(
        project, gap, "component", {"adopt": "漏れる", "workaround": "遅い", "parameter": "ない"}
    )
    commands.classify_gap(project, gap, {"report": "inside"})
    commands.set_costs(project, gap, asked_initial=1_000_000, asked_yearly=100_000)
    commands.set_costs(project, gap, agreed_initial=400_000, agreed_yearly=20_000)
    return gap


def test_the_whole_of_a_small_project(consortium: Consortium) -> None:
    staff = consortium.as_("主査")
    confirmed, rejected, draft = (raise_gap(consortium, staff, title) for title in ("帳票", "印字", "検索"))
    commands.classify_gap(staff, draft, {"report": "unknown"})
    commands.set_costs(staff, draft, agreed_initial=None)
    for gap in (confirmed, rejected):
        submit(staff, gap)
    chief = consortium.as_("課長")
    decide(chief, confirmed, "chief", "approve")
    decide(chief, rejected, "chief", "reject", reason="標準で足りる")
    third = consortium.as_("第三者")
    decide(third, confirmed, "third_party", "approve")
    found = indicators(third)

    assert (found.gaps, found.dropped) == (3, 1)
    assert [(one.tier, one.count) for one in found.tiers if one.count] == [(2, 1), (None, 1)]
    # 1,500 asked each; 500 agreed for the confirmed, nothing for the rejected, unknown for the draft.
    assert (found.costs.all.saving, found.costs.all.saving_unknown) == (2_500_000, 1)
    assert found.settled_costs.all.saving == 2_500_000
    assert found.settled_costs.all.gaps == 2
    (section,) = found.sections
    assert (section.section, dict(section.states)) == (
        "みどり市 市民課",
        {"confirmed": 1, "rejected": 1, "draft": 1},
    )
    assert (found.overall.finished, found.overall.share) == (2, Fraction(2, 3))
    assert len(found.lead_time.spans) == 2
    assert found.agreed_organisations == len(found.organisations) == 2
    answers = {one.id: one.answer for one in found.checklist}
    assert answers == {"a": "yes", "b": "yes", "c": "no", "d": "no", "e": "no", "f": "by_hand"}
    evidence = {one.id: one.evidence for one in found.checklist}
    assert [(one.key, one.count, one.of) for one in evidence["b"]] == [("decisions", 2, 2)]


def test_an_empty_project_has_no_shares(consortium: Consortium) -> None:
    found = indicators(consortium.as_("監査"))
    assert (found.gaps, found.lead_time.median, found.overall.share) == (0, None, None)
    assert [one.share for one in found.tiers] == [None] * 5
    assert found.costs.all.saving_rate is None
