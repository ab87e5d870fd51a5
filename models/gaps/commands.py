"""What people do with a gap: raise it, describe it, decide the response, classify, cost and discuss it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from models.costs.rules import thousands
from models.costs.shares import PARTS
from models.costs.sharing import own_costs
from models.errors import UserError
from models.gaps.deriving import derive_gaps
from models.gaps.labels import label_of
from models.gaps.numbering import next_serial
from models.gaps.sources import OWN_WORK, Source
from models.ledger.canonical import canonical_text
from models.ledger.operations import Operation, insert, new_id, retire, write
from models.members.queries import organisations, sections
from models.project.changed import Changed
from models.project.project import Project
from models.tiers.catalogue import change_kinds, dispositions, find_disposition, find_kind
from models.tiers.cells import texts_in
from models.tiers.reasons import tier_label
from models.tiers.rules import HIGHEST, SCOPES, unexplained_steps
from models.words import joined

__all__ = [
    "add_asker",
    "add_gap",
    "choose_disposition",
    "classify_gap",
    "comment",
    "derive_gaps",
    "edit_gap",
    "give_reasons",
    "override_tier",
    "remove_asker",
    "set_costs",
    "set_own_costs",
]

EDITED_TEXTS = (
    "title",
    "purpose",
    "missing",
    "legal_ground",
    "frequency",
    "persons",
    "alternatives",
    "cost_unknown",
)
AMOUNTS = PARTS
LARGEST_AMOUNT = 10**15
"""Yen; far above any municipality's budget, and sums stay exact in the database."""


def add_gap(
    project: Project,
    title: str,
    section: bytes,
    *,
    askers: Iterable[bytes] = (),
    sources: Iterable[Source] = (OWN_WORK,),
    package_id: bytes | None = None,
    **texts: str,
) -> Changed:
    """Raise a gap by hand (独自業務, or one that points at features and tasks through `sources`).

    The owning section asks for it, and so do `askers`. `texts` are columns of `EDITED_TEXTS`.
    """
    _refuse_unknown(texts, EDITED_TEXTS)
    if not title.strip():
        raise UserError("gaps.no_title")
    places = {one.id: one.organisation_id for one in sections(project)}
    asking = list(dict.fromkeys([section, *askers]))
    if not places.keys() >= set(asking):
        raise UserError("gaps.unknown_section")
    gap, serial = new_id(), next_serial(project)
    row = {
        "id": gap,
        "serial": serial,
        "organisation_id": places[section],
        "section_id": section,
        "title": title.strip(),
        "package_id": package_id,
        **{name: text for name, text in texts.items() if text},
    }
    operations: list[Operation] = [
        insert("gap", [row]),
        insert("gap_asker", [{"gap_id": gap, "section_id": one} for one in asking]),
    ]
    origins = [
        {
            "gap_id": gap,
            "kind": source.kind,
            "feature_id": source.feature_id,
            "package_id": source.package_id,
            "element_id": source.element_id,
            "key": source.key,
            "place": source.place,
        }
        for source in dict.fromkeys(sources)
    ]
    if origins:
        operations.append(insert("gap_source", origins))
    return project.act("gaps.add", operations, gap=f"G-{serial:03}", title=title.strip())


def edit_gap(project: Project, gap: bytes, **cells: Any) -> Changed:
    """Write texts of `EDITED_TEXTS`, or the `package_id`; a cell with that value already is left alone."""
    _refuse_unknown(cells, (*EDITED_TEXTS, "package_id"))
    if "title" in cells and not str(cells["title"] or "").strip():
        raise UserError("gaps.no_title")
    return _write(project, "gaps.edit", gap, cells)


def classify_gap(project: Project, gap: bytes, kinds: Mapping[str, str]) -> Changed:
    """Set the kinds of change, each with its option-scope flag: inside, outside or unknown.

    Kinds are given by id; the flag of a kind whose tier does not hang on the scope is kept as unknown.
    """
    settled = {}
    for kind_id, scope in kinds.items():
        kind = change_kinds().get(kind_id) or find_kind(kind_id)
        if scope not in SCOPES:
            raise UserError("tiers.unknown_scope", scope=scope, known=joined(SCOPES))
        settled[kind.id] = scope if kind.needs_scope else "unknown"
    return _write(project, "gaps.classify", gap, {"kinds": canonical_text(settled)})


def override_tier(project: Project, gap: bytes, tier: int | None, reason: str = "") -> Changed:
    """Set the tier against the rules, for a reason that is shown wherever the tier is; None takes it back."""
    if tier is None:
        return _write(project, "gaps.keep_tier", gap, {"tier_override": None, "override_reason": ""})
    if tier not in range(HIGHEST + 1):
        raise UserError("gaps.bad_tier", tier=tier)
    if not reason.strip():
        raise UserError("gaps.override_reason_missing")
    cells = {"tier_override": tier, "override_reason": reason.strip()}
    return _write(project, "gaps.override_tier", gap, cells, tier=tier_label(tier))


def choose_disposition(
    project: Project, gap: bytes, step: str, lighter_reasons: Mapping[str, str] | None = None
) -> Changed:
    """Choose the response. For each lighter step of the ladder a reason must say why it does not
    achieve the purpose: given here, or recorded before."""
    chosen = dispositions().get(step) or find_disposition(step)
    reasons = _reasons(project, gap, lighter_reasons or {})
    unexplained = unexplained_steps(chosen.id, reasons)
    if unexplained:
        steps = joined(dispositions()[one].label for one in unexplained)
        raise UserError("gaps.lighter_reason_missing", step=chosen.label, steps=steps)
    cells = {"disposition": chosen.id, "lighter_reasons": canonical_text(reasons)}
    return _write(project, "gaps.choose_disposition", gap, cells, step=chosen.label)


def give_reasons(project: Project, gap: bytes, lighter_reasons: Mapping[str, str]) -> Changed:
    """Write down why steps do not achieve the purpose, before anything is chosen; "" takes one back."""
    reasons = _reasons(project, gap, lighter_reasons)
    return _write(project, "gaps.give_reasons", gap, {"lighter_reasons": canonical_text(reasons)})


def set_costs(project: Project, gap: bytes, **amounts: int | None) -> Changed:
    """Set asked_initial, asked_yearly, agreed_initial, agreed_yearly in whole yen; None is unknown.

    Amounts that are not named stay as they are.
    """
    _refuse_unknown(amounts, AMOUNTS)
    for amount in amounts.values():
        if amount is not None and not 0 <= amount <= LARGEST_AMOUNT:
            raise UserError("costs.bad_amount", amount=amount)
    return _write(project, "gaps.set_costs", gap, amounts)


def set_own_costs(project: Project, gap: bytes, organisation: bytes, **amounts: int | None) -> Changed:
    """Set what an organisation bears alone of the gap's amounts, in whole yen; None takes it back.

    The rest is shared. `UserError` where the own parts together are more than an amount that is known.
    """
    _refuse_unknown(amounts, AMOUNTS)
    name = next((one.name for one in organisations(project) if one.id == organisation), None)
    if name is None:
        raise UserError("gaps.unknown_organisation")
    held = {one: dict(parts) for one, parts in own_costs(project, gap).items()}
    mine = {**held.get(organisation, {}), **amounts}
    held[organisation] = {part: yen for part, yen in mine.items() if yen is not None}
    whole = _amounts(project, gap)
    for part, yen in amounts.items():
        if yen is not None and not 0 <= yen <= LARGEST_AMOUNT:
            raise UserError("costs.bad_amount", amount=yen)
        limit, together = whole[part], sum(one.get(part, 0) for one in held.values())
        if yen is not None and limit is not None and together > limit:
            raise UserError("costs.own_above_whole", own=thousands(together), whole=thousands(limit))
    cell = canonical_text({one.hex(): parts for one, parts in held.items() if parts})
    return _write(project, "gaps.set_own_costs", gap, {"own_costs": cell}, organisation=name)


def add_asker(project: Project, gap: bytes, section: bytes) -> Changed:
    """Record that another section asks for the same; nothing changes if it does already."""
    place = _section_label(project, section)
    asks = project.connection.exec_driver_sql(
        "SELECT 1 FROM gap_asker WHERE gap_id = ? AND section_id = ?", (gap, section)
    ).scalar()
    rows = [] if asks else [{"gap_id": gap, "section_id": section}]
    operations: list[Operation] = [insert("gap_asker", rows)] if rows else []
    return project.act("gaps.add_asker", operations, gap=label_of(project, gap), section=place)


def remove_asker(project: Project, gap: bytes, section: bytes) -> Changed:
    """Record that a section no longer asks for it."""
    place = _section_label(project, section)
    rows = project.connection.exec_driver_sql(
        "SELECT id FROM gap_asker WHERE gap_id = ? AND section_id = ?", (gap, section)
    ).scalars()
    found = list(rows)
    operations: list[Operation] = [retire("gap_asker", found)] if found else []
    return project.act("gaps.remove_asker", operations, gap=label_of(project, gap), section=place)


def comment(project: Project, gap: bytes, text: str) -> Changed:
    """Add to the discussion; comments stay as they were written."""
    if not text.strip():
        raise UserError("gaps.empty_comment")
    row = {"gap_id": gap, "text": text.strip()}
    return project.act("gaps.comment", [insert("comment", [row])], gap=label_of(project, gap))


def _write(project: Project, action: str, gap: bytes, cells: Mapping[str, Any], **facts: str) -> Changed:
    return project.act(action, list(write("gap", gap, **cells)), gap=label_of(project, gap), **facts)


def _reasons(project: Project, gap: bytes, given: Mapping[str, str]) -> dict[str, str]:
    """The recorded reasons with the given ones over them."""
    _refuse_unknown(given, tuple(dispositions()))
    held = project.connection.exec_driver_sql("SELECT lighter_reasons FROM gap WHERE id = ?", (gap,)).scalar()
    merged = {**texts_in(held), **{step: reason.strip() for step, reason in given.items()}}
    return {step: reason for step, reason in merged.items() if reason}


def _amounts(project: Project, gap: bytes) -> dict[str, int | None]:
    found = project.connection.exec_driver_sql(
        f"SELECT {', '.join(AMOUNTS)} FROM gap WHERE id = ?", (gap,)
    ).one_or_none()
    if found is None:
        raise UserError("gaps.unknown_id")
    return dict(zip(AMOUNTS, found, strict=True))


def _section_label(project: Project, section: bytes) -> str:
    for one in sections(project):
        if one.id == section:
            return one.label
    raise UserError("gaps.unknown_section")


def _refuse_unknown(given: Mapping[str, Any], known: tuple[str, ...]) -> None:
    unknown = [name for name in given if name not in known]
    if unknown:
        raise TypeError(f"not a field here: {unknown}")
