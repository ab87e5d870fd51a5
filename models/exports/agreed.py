"""Everything that an export shows, gathered once: of an edition, or of the project as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from models.approval.queries import Stamp, stamps
from models.approval.rules import CONFIRMED, REJECTED, WITHDRAWN, GapState
from models.approval.states import gap_states
from models.baselines.queries import Edition, edition_project, editions
from models.costs.queries import CostTable, cost_table
from models.costs.rules import GapCost
from models.gaps.queries import GapRow, gap_rows
from models.members.queries import Organisation, organisations, project_name, sections
from models.project.project import Project
from models.tiers.cells import texts_in


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose answers are listed."""

    id: bytes
    name: str
    vendor: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a package answers to a feature; `cost` in yen, None is unknown."""

    answer: str
    mark: str
    method: str
    cost: int | None
    remarks: str


@dataclass(frozen=True, slots=True)
class Feature:
    """A line of a feature list; `texts` by column name, `answers` by package id."""

    id: bytes
    list_name: str
    section: str
    texts: dict[str, str]
    answers: dict[bytes, Answer]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a gap comes from: the feature (its number and name), the package, the task of a flow."""

    kind: str
    feature_id: bytes | None
    feature_no: str
    feature: str
    package: str
    flow: str
    task: str


@dataclass(frozen=True, slots=True)
class AgreedGap:
    """A gap with its state, the amounts that count, the texts, and who decided when."""

    row: GapRow
    state: GapState
    cost: GapCost
    texts: dict[str, str]
    lighter_reasons: dict[str, str]
    package: str
    stamps: tuple[Stamp, ...]
    sources: tuple[Source, ...]

    @property
    def is_confirmed(self) -> bool:
        """Whether it was agreed on."""
        return self.state.key == CONFIRMED


@dataclass(frozen=True, slots=True)
class Agreed:
    """The whole export. `edition` is None for the present state; `as_of` is UTC milliseconds."""

    project_id: bytes
    name: str
    edition: Edition | None
    as_of: int
    editions: tuple[Edition, ...]
    organisations: tuple[Organisation, ...]
    packages: tuple[Package, ...]
    features: tuple[Feature, ...]
    gaps: tuple[AgreedGap, ...]
    costs: CostTable


FEATURE_TEXTS = (
    *("no", "feature_id", "level1", "level2", "level3", "level4", "level5"),
    *("name", "requirement", "rationale", "obligation", "effective_date", "remarks"),
)
GAP_TEXTS = (
    "missing",
    "legal_ground",
    "frequency",
    "persons",
    "alternatives",
    "override_reason",
    "cost_unknown",
)


def gather(project: Project, edition: Edition | None = None) -> Agreed:
    """What was agreed, as `edition` froze it, else as it stands now."""
    listed = tuple(editions(project))
    if edition is None:
        latest = project.connection.exec_driver_sql("SELECT max(time) FROM act WHERE is_head = 1").scalar()
        return _gather(project, None, int(latest or 0), listed)
    earlier = tuple(one for one in listed if one.number <= edition.number)
    with edition_project(project, edition) as frozen:
        return _gather(frozen, edition, edition.frozen_at, earlier)


def _gather(project: Project, edition: Edition | None, as_of: int, listed: tuple[Edition, ...]) -> Agreed:
    states = gap_states(project)
    refused = {gap for gap, state in states.items() if state.key in (REJECTED, WITHDRAWN)}
    costs = cost_table(project, refused)
    return Agreed(
        project_id=project.id,
        name=project_name(project),
        edition=edition,
        as_of=as_of,
        editions=listed,
        organisations=tuple(organisations(project)),
        packages=_packages(project),
        features=_features(project),
        gaps=_gaps(project, states, costs),
        costs=costs,
    )


def _packages(project: Project) -> tuple[Package, ...]:
    rows = project.connection.exec_driver_sql(
        "SELECT id, coalesce(name, ''), coalesce(vendor, '') FROM package ORDER BY position, id"
    )
    return tuple(Package(*row) for row in rows)


def _features(project: Project) -> tuple[Feature, ...]:
    answers: dict[bytes, dict[bytes, Answer]] = {}
    for feature, package, *cells in project.connection.exec_driver_sql(
        "SELECT feature_id, package_id, coalesce(answer, ''), coalesce(mark, ''), coalesce(method, ''), "
        "cost, coalesce(remarks, '') FROM answer ORDER BY id"
    ):
        answers.setdefault(feature, {})[package] = Answer(*cells)
    places = {one.id: one.label for one in sections(project)}
    names = ", ".join(f"coalesce(f.{name}, '')" for name in FEATURE_TEXTS)
    rows = project.connection.exec_driver_sql(
        f"SELECT f.id, coalesce(l.name, ''), f.section_id, {names} FROM feature AS f "
        "JOIN feature_list AS l ON l.id = f.list_id ORDER BY l.position, l.id, f.position, f.id"
    )
    return tuple(
        Feature(
            one,
            list_name,
            places.get(section, ""),
            dict(zip(FEATURE_TEXTS, texts, strict=True)),
            answers.get(one, {}),
        )
        for one, list_name, section, *texts in rows
    )


def _gaps(project: Project, states: dict[bytes, GapState], costs: CostTable) -> tuple[AgreedGap, ...]:
    order = {one.id: place for place, one in enumerate(sections(project))}
    counted = {one.gap_id: one for one in costs.costs}
    names = ", ".join(f"coalesce(g.{name}, '')" for name in GAP_TEXTS)
    texts = {
        row[0]: row[1:]
        for row in project.connection.exec_driver_sql(
            f"SELECT g.id, g.lighter_reasons, coalesce(p.name, ''), {names} FROM gap AS g "
            "LEFT JOIN package_rows AS p ON p.id = g.package_id"
        )
    }
    sources = _sources(project)
    rows = sorted(gap_rows(project), key=lambda row: order.get(row.section_id or b"", len(order)))
    found = []
    for row in rows:
        reasons, package, *values = texts[row.id]
        found.append(
            AgreedGap(
                row=row,
                state=states[row.id],
                cost=counted[row.id],
                texts=dict(zip(GAP_TEXTS, values, strict=True)),
                lighter_reasons=texts_in(reasons),
                package=package,
                stamps=tuple(stamps(project, row.id)),
                sources=tuple(sources.get(row.id, ())),
            )
        )
    return tuple(found)


def _sources(project: Project) -> dict[bytes, list[Source]]:
    found: dict[bytes, list[Source]] = {}
    rows = project.connection.exec_driver_sql(
        "SELECT s.gap_id, coalesce(s.kind, ''), s.feature_id, coalesce(f.no, ''), coalesce(f.name, ''), "
        "coalesce(p.name, ''), coalesce(w.name, ''), coalesce(e.name, '') FROM gap_source AS s "
        "LEFT JOIN feature_rows AS f ON f.id = s.feature_id "
        "LEFT JOIN package_rows AS p ON p.id = s.package_id "
        "LEFT JOIN flow_element_rows AS e ON e.id = s.element_id "
        "LEFT JOIN flow_rows AS w ON w.id = e.flow_id "
        "GROUP BY s.gap_id, s.kind, s.feature_id, s.package_id, s.element_id, s.key ORDER BY min(s.id)"
    )
    for gap, *cells in rows:
        found.setdefault(gap, []).append(Source(*cells))
    return found
