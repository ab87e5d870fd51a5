"""Where a gap stands, from sets of decisions: whatever order they come in."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from models.approval.rules import STATES, Decision, Present, state_of

A, B = b"A" * 16, b"B" * 16
OLD, NEW = b"old", b"new"
CHIEFS = {A: 1, B: 1}


def decided(
    number: int,
    step: str,
    verdict: str,
    *,
    on: int = 1,
    section: bytes | None = None,
    content: bytes = NEW,
    depth: int | None = None,
) -> Decision:
    submission = None if verdict == "submit" else bytes([on]) * 16
    order = (depth or 10 + number, 1000 + number, bytes([number]))
    return Decision(
        bytes([number]) * 16,
        step,
        verdict,
        submission,
        section,
        content,
        bytes([number]),
        1000 + number,
        order,
    )


SUBMIT = decided(1, "draft", "submit")
BY_A = decided(2, "chief", "approve", section=A)
BY_B = decided(3, "chief", "approve", section=B)
FINAL = decided(4, "third_party", "approve")


def now(content: bytes = NEW, conflict: bool = False, chiefs: dict[bytes, int] | None = None) -> Present:
    return Present(content, CHIEFS if chiefs is None else chiefs, conflict, edited_at=5000)


def test_the_usual_way() -> None:
    assert state_of([], now()).key == "draft"
    first = state_of([SUBMIT], now())
    assert (first.key, first.waiting_since, first.waiting_sections) == ("chief_review", 1001, (A, B))
    one = state_of([SUBMIT, BY_A], now())
    assert (one.key, one.waiting_sections) == ("chief_review", (B,))
    both = state_of([SUBMIT, BY_A, BY_B], now())
    assert (both.key, both.waiting_since) == ("third_party_review", 1003)
    final = state_of([SUBMIT, BY_A, BY_B, FINAL], now())
    assert (final.key, final.is_final, final.waiting_since, final.revision) == ("confirmed", True, None, 1)


def test_a_section_without_a_chief_is_not_waited_for() -> None:
    assert state_of([SUBMIT, BY_A], now(chiefs={A: 1})).key == "third_party_review"
    assert state_of([SUBMIT], now(chiefs={})).key == "chief_review"


def test_a_chief_appointed_after_the_confirmation_changes_nothing() -> None:
    assert state_of([SUBMIT, BY_A, FINAL], now(chiefs={A: 1, B: 99})).key == "confirmed"
    assert state_of([SUBMIT, BY_A, FINAL], now(chiefs={A: 1, B: 5})).key == "chief_review"


def test_sent_back_starts_a_new_revision() -> None:
    back = decided(5, "chief", "send_back", section=A)
    state = state_of([SUBMIT, back], now())
    assert (state.key, state.revision, state.waiting_since) == ("returned", 2, 1005)
    again = decided(6, "draft", "submit")
    state = state_of([SUBMIT, back, again, BY_A], now())
    assert (state.key, state.revision, state.waiting_sections) == ("chief_review", 2, (A, B))


def test_rejected_and_withdrawn() -> None:
    assert state_of([SUBMIT, decided(5, "chief", "reject", section=A)], now()).key == "rejected"
    assert state_of([SUBMIT, decided(5, "draft", "withdraw")], now()).key == "withdrawn"
    unsent = Decision(b"w", "draft", "withdraw", None, None, NEW, b"m", 1, (1, 1, b"w"))
    assert state_of([unsent], now()).key == "withdrawn"
    assert state_of([unsent, SUBMIT], now()).key == "chief_review"


def test_who_refuses_wins_over_who_approves_unseen() -> None:
    back = decided(9, "chief", "send_back", section=B, depth=12)
    assert state_of([SUBMIT, BY_A, BY_B, FINAL, back], now()).key == "returned"


def test_an_edit_makes_an_approval_stale_until_it_is_renewed() -> None:
    edited = now(b"edited")
    state = state_of([SUBMIT, BY_A, BY_B, FINAL], edited)
    assert (state.key, state.step, state.waiting_since) == ("stale", "chief_review", 5000)
    renewed_a = decided(5, "chief", "approve", section=A, content=b"edited")
    renewed_b = decided(6, "chief", "approve", section=B, content=b"edited")
    both = [SUBMIT, BY_A, BY_B, FINAL, renewed_a, renewed_b]
    state = state_of(both, edited)
    assert (state.key, state.step) == ("stale", "third_party_review")
    state = state_of([*both, decided(7, "third_party", "approve", content=b"edited")], edited)
    assert (state.key, state.is_edited) == ("confirmed", True)
    # The former content again: the former approvals hold again.
    assert state_of([SUBMIT, BY_A, BY_B, FINAL], now()).key == "confirmed"


def test_an_edit_before_any_approval_only_waits_on() -> None:
    state = state_of([SUBMIT], now(b"edited"))
    assert (state.key, state.is_edited) == ("chief_review", True)


def test_contested_cells_keep_anything_from_being_final() -> None:
    state = state_of([SUBMIT, BY_A, BY_B, FINAL], now(conflict=True))
    assert (state.key, state.step, state.is_final) == ("conflict", "confirmed", False)
    assert state_of([SUBMIT, decided(5, "chief", "reject", section=A)], now(conflict=True)).key == "rejected"


def test_a_condition_is_remembered() -> None:
    with_condition = decided(2, "chief", "approve_with_condition", section=A)
    assert state_of([SUBMIT, with_condition, BY_B, FINAL], now()).with_condition


verdicts = st.one_of(
    st.tuples(st.just("draft"), st.sampled_from(["submit", "withdraw"])),
    st.tuples(
        st.sampled_from(["chief", "third_party"]),
        st.sampled_from(["approve", "approve_with_condition", "send_back", "reject"]),
    ),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Decision]:
    kinds = draw(st.lists(verdicts, max_size=8))
    return [
        decided(
            number + 1,
            step,
            verdict,
            on=draw(st.integers(1, 8)),
            section=draw(st.sampled_from([A, B, None])),
            content=draw(st.sampled_from([OLD, NEW])),
            depth=draw(st.integers(1, 5)),
        )
        for number, (step, verdict) in enumerate(kinds)
    ]


@given(histories(), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_arrival_makes_no_difference(
    history: list[Decision], random: Random, conflict: bool
) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)
    state = state_of(history, now(conflict=conflict))
    assert state_of(shuffled, now(conflict=conflict)) == state
    assert state.key in STATES


@given(histories())
def test_nothing_is_confirmed_without_the_chiefs_and_the_third_party(history: list[Decision]) -> None:
    if state_of(history, now()).key == "confirmed":
        approved = [one for one in history if one.verdict.startswith("approve") and one.content == NEW]
        assert {one.section for one in approved if one.step == "chief"} >= {A, B}
        assert any(one.step == "third_party" for one in approved)
        last = max((one for one in history if one.verdict == "submit"), key=lambda one: one.order)
        refused = [
            one for one in history if one.submission == last.id and not one.verdict.startswith("approve")
        ]
        assert refused == []
