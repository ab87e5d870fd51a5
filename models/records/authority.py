"""Who may do what (DESIGN: roles). Each rule answers None for yes, or the key of the reason for no.

The rules read only what cannot change with the order in which files arrive: fixed columns, and
rows that the author had already seen when signing.
"""

from __future__ import annotations

from models.records.shape import Claim

ROLES = ("secretariat", "staff", "chief", "third_party", "observer")
WORKING_ROLES = ("secretariat", "staff", "chief")
APPROVALS = ("approve", "approve_with_condition")


def secretariat(claim: Claim) -> str | None:
    """Only the secretariat 事務局."""
    return None if claim.author.has("secretariat") else "needs_secretariat"


def anyone_at_work(claim: Claim) -> str | None:
    """Secretariat, section staff or a section chief, but no mere observer."""
    return None if claim.author.has(*WORKING_ROLES) else "needs_work_role"


def any_reviewer(claim: Claim) -> str | None:
    """Whoever works on or reviews the project; observers only read."""
    return None if claim.author.has(*WORKING_ROLES, "third_party") else "observer_reads"


def never(claim: Claim) -> str | None:
    """Rows that only ever append."""
    return "only_appended"


def own_section_gap(claim: Claim) -> str | None:
    """Staff draft gaps of their own section; the secretariat drafts for any."""
    if claim.author.has("secretariat"):
        return None
    if not claim.author.has(*WORKING_ROLES):
        return "needs_work_role"
    sections = set(claim.columns["section_id"])
    if all(claim.author.has_in(section, "staff", "chief") for section in sections):
        return None
    return "other_section"


def asking_section(claim: Claim) -> str | None:
    """A gap is edited by the sections that ask for it, and by the secretariat."""
    if claim.author.has("secretariat"):
        return None
    if not claim.author.has(*WORKING_ROLES):
        return "needs_work_role"
    for gap, section in zip(claim.columns["id"], claim.columns["section_id"], strict=True):
        askers = {row["section_id"] for row in claim.past_rows("gap_asker", "gap_id", gap)}
        if not any(claim.author.has_in(place, "staff", "chief") for place in askers | {section}):
            return "other_section"
    return None


def own_open_attachment(claim: Claim) -> str | None:
    """An attachment is taken back by whoever added it, and not after a chief approved the gap with it."""
    for row, gap in zip(claim.columns["id"], claim.columns["gap_id"], strict=True):
        held = claim.past("attachment", row)
        if held is None or held["author"] != claim.author.member:
            return "other_member"
        decided = claim.past_rows("decision", "gap_id", gap)
        if any(one["step"] == "chief" and one["verdict"] in APPROVALS for one in decided):
            return "attachment_frozen"
    return None


def own_rows(claim: Claim) -> str | None:
    """Only in the author's own name (score sheets, declarations)."""
    if claim.author.has("observer") and not claim.author.has(*WORKING_ROLES, "third_party"):
        return "observer_reads"
    return None if set(claim.columns["member_id"]) == {claim.author.member} else "other_member"


def own_sheet_of_open_round(claim: Claim) -> str | None:
    """A sheet is handed in by its scorer, and not after the scorer has seen the round closed."""
    for round_id in set(claim.columns["round_id"]):
        if claim.past_rows("round_closing", "round_id", round_id):
            return "round_closed"
    return own_rows(claim)


def scores_with_their_sheet(claim: Claim) -> str | None:
    """Scores come in the same changeset as the sheet they stand on."""
    together = set(claim.columns["sheet_id"]) <= claim.made_here("score_sheet")
    return None if together else "sheet_is_sealed"


def own_organisation(claim: Claim) -> str | None:
    """The secretariat, or a chief for the chief's own organisation."""
    if claim.author.has("secretariat"):
        return None
    own = set(claim.columns["organisation_id"]) == {claim.author.organisation}
    return None if own and claim.author.has("chief") else "needs_secretariat"


def decision_step(claim: Claim) -> str | None:
    """Drafter, chief and third party each decide at their own step (guideline 5, 構築)."""
    columns = claim.columns
    named = ("gap_id", "step", "verdict", "submission_id", "section_id")
    for gap_id, step, verdict, submission, section in zip(*(columns[name] for name in named), strict=True):
        refusal = _one_decision(claim, gap_id, step, verdict, submission, section)
        if refusal:
            return refusal
    return None


VERDICTS = {
    "draft": ("submit", "withdraw"),
    "chief": ("approve", "approve_with_condition", "send_back", "reject"),
    "third_party": ("approve", "approve_with_condition", "send_back", "reject"),
}


def _one_decision(
    claim: Claim, gap_id: bytes, step: str, verdict: str, submission: bytes | None, section: bytes | None
) -> str | None:
    gap = claim.past("gap", gap_id)
    if gap is None:
        return "unknown_gap"
    if verdict not in VERDICTS.get(step, ()):
        return "unknown_verdict"
    sections = {row["section_id"] for row in claim.past_rows("gap_asker", "gap_id", gap_id)}
    sections.add(gap["section_id"])
    if step == "draft":
        return _drafting(claim, gap, sections, verdict)
    submitted = claim.past("decision", submission)
    if submitted is None or submitted["step"] != "draft" or submitted["gap_id"] != gap_id:
        return "not_submitted"
    if claim.author.member in (gap["author"], submitted["author"]):
        return "own_draft"
    if step == "chief":
        # The row names the asking section for which its chief decides: each decides for its own.
        chief = section in sections and claim.author.has_in(section, "chief")
        return None if chief else "needs_chief"
    return _third_party(claim, gap_id, sections, submission)


def _drafting(claim: Claim, gap: object, sections: set[bytes], verdict: str) -> str | None:
    drafts = claim.author.has("secretariat") or any(
        claim.author.has_in(section, "staff", "chief") for section in sections
    )
    if not drafts:
        return "other_section"
    assert isinstance(gap, dict)
    if any(row["verdict"] == "reject" for row in claim.past_rows("decision", "gap_id", gap["id"])):
        return "rejected_already"
    agreed = claim.past_rows("agreement", "organisation_id", gap["organisation_id"])
    return None if agreed or verdict != "submit" else "not_agreed"


def _third_party(claim: Claim, gap_id: bytes, sections: set[bytes], submission: bytes | None) -> str | None:
    if not claim.author.has("third_party"):
        return "needs_third_party"
    if claim.author.section in sections:
        return "same_section"
    approvals = [
        row
        for row in claim.past_rows("decision", "gap_id", gap_id)
        if row["step"] == "chief" and row["submission_id"] == submission and row["verdict"] in APPROVALS
    ]
    if not approvals:
        return "chief_first"
    return "own_draft" if any(row["author"] == claim.author.member for row in approvals) else None
