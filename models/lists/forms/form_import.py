"""Taking in a form that came back: for the project, list, edition and package that its key names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.findings import Finding, Severity
from models.ledger.operations import new_id
from models.lists.answer_import import FIELDS, ImportedAnswers, answer_operations, known_answers
from models.lists.answer_kinds import Answer
from models.lists.answers import AnswerRow
from models.lists.forms.contents import feature_texts, label
from models.lists.forms.excerpts import excerpts
from models.lists.forms.form_reading import THOUSAND, FormPlace, ReadForm, read_form
from models.lists.forms.key import KEY_SHEET, FormKey, plain
from models.lists.hints import Hints, VendorHint
from models.lists.mapping import Mapping as ColumnMapping
from models.lists.mapping import fingerprint
from models.lists.originals import original
from models.lists.reading.bounds import file_bytes
from models.lists.stopping import stop_on_errors
from models.lists.workbook import letters
from models.project.changed import Changed
from models.project.project import Project
from models.words import say


@dataclass(frozen=True, slots=True)
class FormPreview:
    """What a form would bring: for whom it is, the answers by feature, how many are new or differ, findings.

    With an error among the `findings` it cannot be taken in.
    """

    form: ReadForm
    package: str
    list_name: str
    edition: str
    rows: Mapping[bytes, AnswerRow]
    new_count: int
    changed_count: int
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings keep it from being taken in."""
        return sum(one.severity is Severity.ERROR for one in self.findings)


def preview_form(project: Project, path: Path) -> FormPreview:
    """Read a form and compare it with the project, with nothing stored and every finding told.

    `UserError` when the file cannot be read or is no form.
    """
    form = read_form(path)
    if form is None:
        raise UserError("answer_forms.package_needed", file=path.name, sheet=KEY_SHEET)
    findings = [*form.findings, *(_belongs(project, form.key, None) if form.key else ())]
    names = ("", "", "")
    if form.key is not None:
        run = project.connection.exec_driver_sql
        listed = run("SELECT name FROM feature_list WHERE id = ?", (form.key.list_id,)).scalar()
        names = (_package_name(project, form.key.package), str(listed or ""), form.key.edition)
    if form.key is None or form.place is None or names[0] == "":
        return FormPreview(form, *names, {}, 0, 0, tuple(findings))
    findings += _changes_since(project, form.key, form)
    known = known_answers(project, form.key.package)
    rows, withdrawn = _rows(project, form, known)
    _, new, differing = answer_operations(rows, known, form.key.package, new_id())
    return FormPreview(form, *names, rows, new, differing, (*findings, *withdrawn))


def import_form(
    project: Project, path: Path, package: bytes | None = None, form: ReadForm | None = None
) -> ImportedAnswers:
    """Store the answers of a form in one act, only where they differ from what is known.

    The package comes from the form's key; `package` confirms it. `form` is what `read_form` gave, if it was
    read before. `StoppedByFindings` with everything found when anything that is locked was changed, a mark is
    not in the legend, a cost is no number, or the form belongs elsewhere; nothing is stored then.
    """
    data = file_bytes(path)
    form = form or read_form(path)
    if form is None:
        raise UserError("answer_forms.package_needed", file=path.name, sheet=KEY_SHEET)
    findings = list(form.findings)
    if form.key:
        findings += _belongs(project, form.key, package)
    stop_on_errors(path.name, findings)
    assert form.key is not None and form.place is not None  # else there were errors
    findings += _changes_since(project, form.key, form)
    name = _package_name(project, form.key.package)
    known = known_answers(project, form.key.package)
    rows, withdrawn = _rows(project, form, known)
    findings += withdrawn
    operations, new, differing = answer_operations(rows, known, form.key.package, source := new_id())
    if operations:
        operations.append(original(source, path.name, data, _reading(form, form.key, form.place, name)))
    changed: Changed = project.act(
        "features.import_answers", operations, package=name, count=str(new + differing)
    )
    return ImportedAnswers(changed, tuple(findings), len(rows), new, differing)


def _belongs(project: Project, key: FormKey, package: bytes | None) -> list[Finding]:
    """What speaks against taking the form into this project: everything at once."""
    if key.project != project.id:
        return [_error("answer_forms.wrong_project")]
    found = []
    run = project.connection.exec_driver_sql
    listed = run("SELECT name, edition FROM feature_list WHERE id = ?", (key.list_id,)).one_or_none()
    if listed is None:
        found.append(_error("answer_forms.wrong_list"))
    else:
        newest = run(
            "SELECT edition FROM feature_list WHERE name = ? ORDER BY position DESC, id DESC", (listed[0],)
        ).scalar()
        if newest != key.edition:
            facts = {"form": f"{listed[0]} {key.edition}", "now": f"{listed[0]} {newest}"}
            found.append(_error("answer_forms.wrong_edition", **facts))
    mine = run("SELECT 1 FROM package WHERE id = ?", (key.package,)).scalar()
    if not mine:
        found.append(_error("answer_forms.gone_package"))
    elif package is not None and package != key.package:
        facts = {"form": _package_name(project, key.package), "wanted": _package_name(project, package)}
        found.append(_error("answer_forms.wrong_package", **facts))
    return found


def _changes_since(project: Project, key: FormKey, form: ReadForm) -> list[Finding]:
    """What changed in the project after the form was handed out; the answers are to the older text."""
    assert form.place is not None
    now = feature_texts(project, key.list_id)
    found = []
    for line in key.lines:
        answered = form.answers.get(line.feature)
        if answered is None:
            continue  # taken out of the form, which is told by itself
        where = form.place.sheet.where(answered.source_row - 1, form.place.columns["answer"])
        texts = now.get(line.feature)
        if texts is None:
            found.append(_warning(where, "answer_forms.since_removed", item=label(line.texts)))
        elif texts != line.texts:
            differing = next((was, new) for was, new in zip(line.texts, texts, strict=True) if was != new)
            before, after = excerpts(*differing)
            facts = {"item": label(line.texts), "before": before, "after": after}
            found.append(_warning(where, "answer_forms.since_changed", **facts))
    added = len(now.keys() - {line.feature for line in key.lines})
    if added:
        found.append(_warning(form.place.sheet.name, "answer_forms.since_added", n=added))
    return found


def _rows(
    project: Project, form: ReadForm, known: Mapping[bytes, tuple[bytes, tuple[Any, ...]]]
) -> tuple[dict[bytes, AnswerRow], list[Finding]]:
    """The answers to store: of features still there, without lines where nothing was ever answered.

    A text that only lost what no cell can hold stays as it is known.
    """
    assert form.place is not None and form.key is not None
    now = feature_texts(project, form.key.list_id)
    rows: dict[bytes, AnswerRow] = {}
    withdrawn = []
    for feature, row in form.answers.items():
        if feature not in now:
            continue
        if feature not in known:
            is_told = (
                any(text.strip() for text in (row.mark, row.method, row.remarks)) or row.cost is not None
            )
            if is_told or row.answer is not Answer.UNANSWERED:
                rows[feature] = row
            continue
        before = dict(zip(FIELDS, known[feature][1], strict=True))
        kept = {
            name: before[name]
            for name in ("mark", "method", "remarks")
            if before[name] is not None and plain(before[name]) == getattr(row, name)
        }
        rows[feature] = replace(row, **kept)
        if row.answer is Answer.UNANSWERED and before["answer"] not in (None, Answer.UNANSWERED.value):
            where = form.place.sheet.where(row.source_row - 1, form.place.columns["answer"])
            facts = {"item": row.key, "answer": say(f"features.answers.{before['answer']}")}
            withdrawn.append(_warning(where, "answer_forms.withdrawn", **facts))
    return rows, withdrawn


def _reading(form: ReadForm, key: FormKey, place: FormPlace, package: str) -> dict[str, Any]:
    """How the form was read, in plain data: its columns, its legend, and who answered."""
    sheet, at = place.sheet, {name: letters(column) for name, column in place.columns.items()}
    fields = {"path": "level1"}
    columns = {fields.get(name, name): (at[name],) for name in key.columns}
    vendor = VendorHint(package, at["answer"], at["method"], at["cost"], THOUSAND)
    head = place.head + 1
    hints = Hints(sheet.name, (head,), {**columns, "remarks": (at["remarks"],)}, (vendor,))
    return {
        "format": form.workbook.format,
        "encoding": form.workbook.encoding,
        "sheet": sheet.name,
        "range": f"{min(at.values())}{head}:{at['remarks']}{len(sheet.rows)}",
        "mapping": ColumnMapping(hints, key.legend, fingerprint(sheet, (head,))).as_json(),
        "form": {"list": key.list_id.hex(), "edition": key.edition, "digest": key.digest},
        "respondent": dict(form.respondent),
    }


def _package_name(project: Project, package: bytes) -> str:
    found = project.connection.exec_driver_sql("SELECT name FROM package WHERE id = ?", (package,)).scalar()
    return str(found or "")


def _error(key: str, **facts: object) -> Finding:
    return Finding(Severity.ERROR, KEY_SHEET, key, facts)


def _warning(where: str, key: str, **facts: object) -> Finding:
    return Finding(Severity.WARNING, where, key, facts)
