"""The agreed requirements as JSON, for other programs.

One object with sorted keys and no blanks, UTF-8, ending in a line feed. Ids are 32 hexadecimal digits
(projects and changesets 64), money is whole yen, times are UTC milliseconds; what is unknown is null.

    schema         "fitgap agreed requirements", version 1
    project        id, name
    edition        number, name, note, frozen_at, member; null for the present state
    as_of          when the edition was frozen, or the latest change
    contract_years years that yearly costs are counted for
    organisations  id, name, mark, agreed_on, ground
    packages       id, name, vendor
    features       id, list, section, no, feature_id, level1…5, name, requirement, rationale, obligation,
                   effective_date, remarks, answers: [package, answer, mark, method, cost, remarks]
    gaps           id, label, state, revision, confirmed, organisation, section, asked_by (marks), title,
                   purpose, missing, legal_ground, frequency, persons, alternatives, disposition,
                   lighter_reasons, kinds (kind → option scope), tier (0 to 3, null undecided),
                   override_reason, package, costs: asked/agreed: initial, yearly, total; cost_unknown,
                   decisions: step, section, title, member, time, verdict, on_behalf, stale;
                   sources: kind, feature, package, flow, task
    totals         all, by_tier: gaps, asked, agreed, saving (of gaps with both amounts known), unknown
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.approval.queries import Stamp
from models.baselines.queries import Edition
from models.costs.rules import Amount, Totals
from models.exports.agreed import Agreed, AgreedGap, Feature, gather
from models.ledger.canonical import canonical
from models.project.project import Project
from models.storage.whole_file import written_whole

SCHEMA = "fitgap agreed requirements"
VERSION = 1


def export_json(project: Project, path: Path, edition: Edition | None = None) -> None:
    """Write the agreed requirements of an edition (default: the present state) to `path`."""
    content = canonical(as_json(gather(project, edition)))
    with written_whole(path) as unfinished:
        unfinished.write_bytes(content + b"\n")


def as_json(agreed: Agreed) -> dict[str, Any]:
    """The exported object."""
    years = agreed.costs.years
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "project": {"id": agreed.project_id.hex(), "name": agreed.name},
        "edition": _edition(agreed.edition) if agreed.edition else None,
        "as_of": agreed.as_of,
        "contract_years": years,
        "organisations": [
            {
                "id": one.id.hex(),
                "name": one.name,
                "mark": one.mark,
                "agreed_on": one.agreed_on,
                "ground": one.ground,
            }
            for one in agreed.organisations
        ],
        "packages": [{"id": one.id.hex(), "name": one.name, "vendor": one.vendor} for one in agreed.packages],
        "features": [_feature(one) for one in agreed.features],
        "gaps": [_gap(one, years) for one in agreed.gaps],
        "totals": {
            "all": _totals(agreed.costs.all),
            "by_tier": [{"tier": tier, **_totals(sums)} for tier, sums in agreed.costs.by_tier.items()],
        },
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "name": edition.name,
        "note": edition.note,
        "frozen_at": edition.frozen_at,
        "member": edition.member,
        "heads": [one.hex() for one in edition.heads],
    }


def _feature(feature: Feature) -> dict[str, Any]:
    return {
        "id": feature.id.hex(),
        "list": feature.list_name,
        "section": feature.section,
        **feature.texts,
        "answers": [
            {
                "package": package.hex(),
                "answer": one.answer,
                "mark": one.mark,
                "method": one.method,
                "cost": one.cost,
                "remarks": one.remarks,
            }
            for package, one in feature.answers.items()
        ],
    }


def _gap(gap: AgreedGap, years: int) -> dict[str, Any]:
    row = gap.row
    return {
        "id": row.id.hex(),
        "label": row.label,
        "state": gap.state.key,
        "revision": gap.state.revision,
        "confirmed": gap.is_confirmed,
        "organisation": row.organisation_id.hex() if row.organisation_id else None,
        "section": row.section,
        "asked_by": [one.mark for one in row.askers if one.asks],
        "title": row.title,
        "purpose": row.purpose,
        **gap.texts,
        "disposition": row.disposition,
        "lighter_reasons": gap.lighter_reasons,
        "kinds": row.kinds,
        "tier": row.tier,
        "package": row.package_id.hex() if row.package_id else None,
        "costs": {"asked": _amount(gap.cost.asked, years), "agreed": _amount(gap.cost.agreed, years)},
        "decisions": [_decision(one) for one in gap.stamps if one.time is not None],
        "sources": [
            {
                "kind": one.kind,
                "feature": one.feature_id.hex() if one.feature_id else None,
                "package": one.package,
                "flow": one.flow,
                "task": one.task,
            }
            for one in gap.sources
        ],
    }


def _amount(amount: Amount, years: int) -> dict[str, int | None]:
    return {"initial": amount.initial, "yearly": amount.yearly, "total": amount.over(years)}


def _decision(stamp: Stamp) -> dict[str, Any]:
    return {
        "step": stamp.step,
        "section": stamp.section,
        "title": stamp.title,
        "member": stamp.member,
        "time": stamp.time,
        "verdict": stamp.verdict,
        "on_behalf": stamp.on_behalf,
        "stale": stamp.is_stale,
    }


def _totals(sums: Totals) -> dict[str, int]:
    return {
        "gaps": sums.gaps,
        "asked": sums.both_asked,
        "agreed": sums.both_agreed,
        "saving": sums.saving,
        "unknown": sums.saving_unknown,
    }
