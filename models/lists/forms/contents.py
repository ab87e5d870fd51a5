"""What a form shows: the features of one list, and what the package has answered so far."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from models.errors import UserError
from models.findings import Finding, Severity
from models.lists.answer_import import known_answers
from models.lists.answer_kinds import Answer
from models.lists.forms.key import INPUTS, RESPONDENT, TEXTS, FormKey, KeyLine, offered, plain
from models.lists.legends import Legend
from models.project.project import Project
from models.words import joined, say


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line: the feature, its texts (`key.TEXTS`), and the answers already there; `cost` in yen."""

    feature: bytes
    texts: tuple[str, ...]
    mark: str = ""
    method: str = ""
    cost: int | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class FormContents:
    """A whole form, ready to be written; `findings` name answers that the legend has no mark for."""

    key: FormKey
    project_name: str
    list_name: str
    package_name: str
    vendor: str
    lines: tuple[FormLine, ...]
    findings: tuple[Finding, ...]


def form_contents(
    project: Project, package: bytes, legend: Legend, list_id: bytes | None = None
) -> FormContents:
    """What the form for `package` shows of a list (default: the only one there is)."""
    chosen, list_name, edition = _list(project, list_id)
    run = project.connection.exec_driver_sql
    offer = run("SELECT coalesce(name, ''), coalesce(vendor, '') FROM package WHERE id = ?", (package,)).one()
    name, vendor = str(offer[0]), str(offer[1])
    findings: list[Finding] = []
    known = known_answers(project, package)
    lines = []
    for feature, texts in feature_texts(project, chosen).items():
        mark, answer, method, cost, remarks = known[feature][1] if feature in known else (None,) * 5
        shown = _mark(plain(mark or ""), answer, legend)
        if shown is None:
            facts = {
                "item": label(texts),
                "answer": say(f"features.answers.{answer}"),
                "package": name,
            }
            findings.append(Finding(Severity.WARNING, list_name, "answer_forms.not_prefilled", facts))
        line = FormLine(feature, texts, shown or "", plain(method or ""), cost, plain(remarks or ""))
        lines.append(line)
    if not lines:
        raise UserError("features.no_features")
    columns = _filled(line.texts for line in lines)
    key_lines = tuple(KeyLine(line.feature, line.texts) for line in lines)
    titles = tuple(column_title(name) for name in (*columns, *INPUTS))
    labels = tuple(say(f"answer_forms.respondent.{name}") for name in RESPONDENT)
    key = FormKey(project.id, chosen, edition, package, legend, columns, titles, labels, key_lines)
    return FormContents(key, _name(project), list_name, name, vendor, tuple(lines), tuple(findings))


def feature_texts(project: Project, list_id: bytes) -> dict[bytes, tuple[str, ...]]:
    """The texts of every feature of a list as a form shows them, in the list's order."""
    rows = project.connection.exec_driver_sql(
        "SELECT id, coalesce(no, ''), coalesce(feature_id, ''), level1, level2, level3, level4, level5, "
        "coalesce(name, ''), coalesce(requirement, ''), coalesce(obligation, '') "
        "FROM feature WHERE list_id = ? ORDER BY position, id",
        (list_id,),
    )
    found = {}
    for one, number, key, *levels, name, requirement, obligation in rows:
        path = "／".join(level for level in levels if level)
        found[one] = tuple(map(plain, (number, key, path, name, requirement, obligation)))
    return found


def column_title(name: str) -> str:
    """The title over a column of the form."""
    return say(f"answer_forms.column.{name}")


def label(texts: tuple[str, ...]) -> str:
    """How a message names a line: its id or number with its name."""
    return " ".join(filter(None, (texts[1] or texts[0], texts[3]))) or texts[4][:30]


def _list(project: Project, list_id: bytes | None) -> tuple[bytes, str, str]:
    rows = project.connection.exec_driver_sql(
        "SELECT id, coalesce(name, ''), coalesce(edition, '') FROM feature_list ORDER BY position, id"
    ).all()
    if not rows:
        raise UserError("features.no_features")
    if list_id is None and len(rows) > 1:
        raise UserError("answer_forms.choose_list", lists=joined(f"{row[1]} {row[2]}" for row in rows))
    return next((row[0], row[1], row[2]) for row in rows if list_id in (None, row[0]))


def _filled(texts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The columns that hold anything at all; the requirement is always shown."""
    used = [any(column) for column in zip(*texts, strict=True)]
    return tuple(name for name, is_used in zip(TEXTS, used, strict=True) if is_used or name == "requirement")


def _mark(mark: str, answer: str | None, legend: Legend) -> str | None:
    """The mark to prefill: as it was written if the legend reads it alike, else the legend's own mark.

    None when the legend has no mark for the answer there is.
    """
    if answer is None or answer not in set(Answer):
        return ""
    kind = Answer(answer)
    if legend.answer(mark) is kind:
        return mark
    twin = next((one for one in offered(legend) if legend.marks[one] is kind), None)
    return "" if twin is None and kind is Answer.UNANSWERED else twin


def _name(project: Project) -> str:
    rows = project.connection.exec_driver_sql(
        "SELECT s.value FROM setting AS s JOIN act ON act.seq = s.origin WHERE s.key = 'name' "
        "ORDER BY act.time DESC, act.id DESC"
    )
    return str(json.loads(rows.scalar() or '""'))
