"""What is done with business flows 業務フロー: importing files, and linking tasks to features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bpmn.model import FlowFile
from bpmn.reading_order import tasks_of
from models.errors import UserError
from models.findings import Finding, Severity
from models.flows.arriving import Arriving, read_arriving
from models.flows.rules import FLOW_KINDS, kept_elements
from models.ledger.operations import Insert, Operation, insert, new_id, new_ids, retire
from models.lists.originals import original
from models.project.changed import Changed
from models.project.project import Project
from models.words import joined


@dataclass(frozen=True, slots=True)
class Imported:
    """Flows that were stored in one act, with everything noticed; ids in the order of the files."""

    changed: Changed
    findings: tuple[Finding, ...]
    flow_ids: tuple[bytes, ...]

    @property
    def flow_id(self) -> bytes:
        """The first flow."""
        return self.flow_ids[0]


def import_flow(
    project: Project, path: Path, kind: str, name: str | None = None, package: bytes | None = None
) -> Imported:
    """Read one flow file and store it; see `import_flows`."""
    return import_flows(project, [path], kind, names=[name], package=package)


def import_flows(
    project: Project,
    paths: Sequence[Path],
    kind: str,
    *,
    names: Sequence[str | None] = (),
    package: bytes | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Imported:
    """Read flow files and store all of them in one act, original bytes verbatim, or none.

    Step tables become flows; their tasks are linked to the features they name, where the lists have them.
    `kind` is current 現行, standard パッケージ標準 or agreed 合意; `package` whose standard it is.
    A name defaults to the file's. `UserError` names the file that cannot be read, or the name in use.
    """
    if kind not in FLOW_KINDS:
        raise UserError("flows.unknown_kind", kind=kind, known=joined(FLOW_KINDS))
    wanted = [*names, *[None] * (len(paths) - len(names))]
    named = [((name or "").strip() or path.stem) for name, path in zip(wanted, paths, strict=True)]
    _refuse_known_names(project, named)
    files: list[Arriving] = []
    for number, path in enumerate(paths):
        if progress:
            progress(number, len(paths))
        files.append(read_arriving(path))
    first = project.connection.exec_driver_sql("SELECT count(*) FROM flow_rows").scalar_one()
    rows: list[dict[str, Any]] = []
    operations: list[Operation] = []
    known = _known_features(project) if any(one.features for one in files) else {}
    findings: list[Finding] = []
    for number, (arriving, name) in enumerate(zip(files, named, strict=True)):
        flow = arriving.flow
        row = {
            "id": new_id(),
            "name": name,
            "kind": kind,
            "package_id": package,
            "source_file_id": new_id(),
            "position": first + number,
        }
        rows.append(row)
        operations.append(_original(row["source_file_id"], flow))
        kept = _elements(row["id"], flow)
        operations += kept + _named_links(kept, arriving, known, findings)
    changed = project.act(
        "flows.import",
        [insert("flow", rows), *operations] if rows else [],
        name=joined(named[:3]) + ("…" if len(named) > 3 else ""),
        count=str(len(named)),
    )
    noticed = tuple(finding for one in files for finding in one.findings)
    return Imported(changed, (*noticed, *findings), tuple(row["id"] for row in rows))


def link(project: Project, element: bytes, features: Sequence[bytes]) -> Changed:
    """Say that a task is supported by these features; those linked already stay as they are."""
    task, flow = _named(project, element)
    known = {feature for feature, _ in _links(project, element)}
    fresh = [feature for feature in dict.fromkeys(features) if feature not in known]
    operation = insert("flow_link", [{"element_id": element, "feature_id": one} for one in fresh])
    facts = {"task": task, "flow": flow, "count": str(len(fresh))}
    return project.act("flows.link", [operation] if fresh else [], **facts)


def unlink(project: Project, element: bytes, features: Sequence[bytes]) -> Changed:
    """Take links between a task and these features away."""
    task, flow = _named(project, element)
    gone = [row for feature, row in _links(project, element) if feature in features]
    facts = {"task": task, "flow": flow, "count": str(len(gone))}
    return project.act("flows.unlink", [retire("flow_link", gone)] if gone else [], **facts)


def _original(source: bytes, flow: FlowFile) -> Insert:
    return original(source, flow.name, flow.data, {"encoding": flow.encoding}, always=True)


def _elements(flow_id: bytes, flow: FlowFile) -> list[Operation]:
    kept = kept_elements(flow)
    if not kept:
        return []
    tasks = {task.id for task in tasks_of(flow)}
    columns: dict[str, Sequence[Any]] = {
        "id": new_ids(len(kept)),
        "flow_id": [flow_id] * len(kept),
        "element": [element.id for element in kept],
        "kind": [element.kind for element in kept],
        "name": [element.name for element in kept],
        "lane": [element.lane_name for element in kept],
        "is_task": [int(element.id in tasks) for element in kept],
        "position": list(range(1, len(kept) + 1)),
    }
    return [Insert("flow_element", columns)]


def _known_features(project: Project) -> dict[str, bytes]:
    """Features by their id, or by their number where it names one only."""
    found: dict[str, bytes] = {}
    rows = project.connection.exec_driver_sql(
        "SELECT id, coalesce(feature_id, ''), coalesce(no, '') FROM feature ORDER BY position, id"
    ).all()
    numbers = Counter(row[2] for row in rows)
    for feature, _, number in rows:
        if numbers[number] == 1:
            found.setdefault(number, feature)
    return found | {row[1]: row[0] for row in rows if row[1]}


def _named_links(
    kept: Sequence[Operation], arriving: Arriving, known: Mapping[str, bytes], findings: list[Finding]
) -> list[Operation]:
    """Links to the features that a step table names; a name that no list has becomes a finding."""
    rows = {}
    for operation in kept:
        assert isinstance(operation, Insert)
        rows = dict(zip(operation.columns["element"], operation.columns["id"], strict=True))
    links = []
    for element, keys in arriving.features.items():
        for key in keys:
            if key in known:
                links.append({"element_id": rows[element], "feature_id": known[key]})
            else:
                where = f"{arriving.flow.name}#{element}"
                findings.append(Finding(Severity.WARNING, where, "step_table.unknown_feature", {"key": key}))
    return [insert("flow_link", links)] if links else []


def _links(project: Project, element: bytes) -> list[tuple[bytes, bytes]]:
    rows = project.connection.exec_driver_sql(
        "SELECT feature_id, id FROM flow_link WHERE element_id = ?", (element,)
    )
    return [(feature, row) for feature, row in rows]


def _named(project: Project, element: bytes) -> tuple[str, str]:
    found = project.connection.exec_driver_sql(
        "SELECT coalesce(nullif(e.name, ''), e.element, ''), coalesce(w.name, '') FROM flow_element AS e "
        "JOIN flow AS w ON w.id = e.flow_id WHERE e.id = ?",
        (element,),
    ).first()
    if found is None:
        raise UserError("flows.unknown_element")
    return " ".join(found[0].split()), found[1]


def _refuse_known_names(project: Project, names: Sequence[str]) -> None:
    known = set(project.connection.exec_driver_sql("SELECT name FROM flow").scalars())
    for name in names:
        if name in known:
            raise UserError("flows.name_taken", name=name)
        known.add(name)
