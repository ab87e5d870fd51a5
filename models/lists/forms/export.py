"""Writing an answer form: a workbook for one vendor, with instructions, the lines to answer, and the key."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as changed_to
from pathlib import Path

from models.errors import UserError
from models.findings import Finding
from models.lists.answer_kinds import Answer
from models.lists.forms.contents import FormContents, form_contents
from models.lists.forms.form_sheet import HEAD, write_form
from models.lists.forms.instruction_sheet import write_instructions
from models.lists.forms.key import KEY_SHEET
from models.lists.forms.paper import Pen, Workbook, XlsxWriterException, form_layout
from models.lists.legends import Legend, preset
from models.project.project import Project
from models.storage.whole_file import written_whole
from models.words import say

DEFAULT_LEGEND = "six_marks"
_MOST_LINES = 1_048_576 - HEAD - 1


@dataclass(frozen=True, slots=True)
class ExportedForm:
    """A form that was written: of which list, how many lines, and what could not be shown whole."""

    list_name: str
    line_count: int
    findings: tuple[Finding, ...]


def export_form(
    project: Project,
    package: bytes,
    path: Path,
    legend: Legend | None = None,
    *,
    list_id: bytes | None = None,
) -> ExportedForm:
    """Write the answer form of a list (default: the only one) for `package` to `path`, an xlsx file.

    The legend defaults to a mark for each kind of answer; a blank nobody decided counts as no answer, which
    the form says. What the package has answered so far is filled in. `UserError` when there is no list,
    several to choose from, or the file cannot be written.
    """
    chosen = legend or preset(DEFAULT_LEGEND)
    if chosen.split:
        raise UserError("answer_forms.no_split")
    chosen = changed_to(chosen, blank=chosen.blank or Answer.UNANSWERED)
    if path.suffix.lower() != ".xlsx":
        raise UserError("answer_forms.not_xlsx", file=path.name)
    contents = form_contents(project, package, chosen, list_id)
    if len(contents.lines) > _MOST_LINES:
        raise UserError("answer_forms.too_many_lines", n=len(contents.lines), most=_MOST_LINES)
    findings = list(contents.findings)
    with written_whole(path) as unfinished:
        try:
            _write(contents, unfinished, findings)
        except XlsxWriterException as error:
            raise UserError("project.not_written", path=str(path)) from error
    return ExportedForm(contents.list_name, len(contents.lines), tuple(findings))


def _write(contents: FormContents, path: Path, findings: list[Finding]) -> None:
    layout = form_layout()
    # Rows go to disk as they are written, so a list of 100,000 features does not fill the memory.
    book = Workbook(str(path), {"constant_memory": True})
    book.set_properties({"title": say("answer_forms.title", package=contents.package_name)})
    pen = Pen(book, layout)
    write_instructions(book, pen, layout, contents)
    write_form(book, pen, layout, contents, findings)
    sheet = book.add_worksheet(KEY_SHEET)
    for row, cells in enumerate(contents.key.cells()):
        for column, text in enumerate(cells):
            if text:
                sheet.write_string(row, column, text)
    sheet.protect()
    sheet.very_hidden()
    book.close()
