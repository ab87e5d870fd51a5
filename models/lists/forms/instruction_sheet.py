"""The first sheet: for whom the form is, how to fill it in, what every mark means, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.lists.answer_kinds import Answer
from models.lists.forms.contents import FormContents
from models.lists.forms.form_sheet import ALLOWED
from models.lists.forms.key import RESPONDENT, offered
from models.lists.forms.paper import FormLayout, Pen, Workbook, Worksheet, lines_of, set_page
from models.words import say

ISSUER = ("deadline", "send_to", "ask")
"""What whoever hands out the form fills in before."""
STEPS = ("answer", "method", "cost", "blank", "protected", "return")


def write_instructions(book: Workbook, pen: Pen, layout: FormLayout, contents: FormContents) -> None:
    """Add the instruction sheet."""
    sheet = book.add_worksheet(say("answer_forms.sheet.instructions"))
    set_page(sheet, layout, f"{contents.project_name} {contents.list_name}", contents.package_name)
    for column, width in enumerate(layout.instruction_widths):
        sheet.set_column(column, column, width)
    sheet.protect("", ALLOWED)
    writer = _Instructions(sheet, pen, layout)
    writer.title(say("answer_forms.instructions.title"))
    writer.about(contents)
    writer.inputs("issuer", ISSUER)
    writer.steps(contents)
    writer.legend(contents)
    writer.inputs("respondent", RESPONDENT)
    sheet.print_area(0, 0, writer.row, len(layout.instruction_widths) - 1)
    sheet.fit_to_pages(1, 1)


def blank_sentence(contents: FormContents) -> str:
    """What an empty answer counts as, in a sentence for the vendor."""
    blank = contents.key.legend.blank or Answer.UNANSWERED
    return say("answer_forms.step.blank", answer=say(f"features.answers.{blank.value}"))


class _Instructions:
    def __init__(self, sheet: Worksheet, pen: Pen, layout: FormLayout) -> None:
        self._sheet, self._pen, self._layout = sheet, pen, layout
        self._last = len(layout.instruction_widths) - 1
        self.row = 0

    def title(self, text: str) -> None:
        form = self._pen.form(font_size=self._layout.title_size, bold=True, valign="vcenter")
        self._sheet.set_row(self.row, 32)
        self._sheet.write_string(self.row, 0, text, form)
        self.row += 1

    def about(self, contents: FormContents) -> None:
        listed = say(
            "answer_forms.about.list_value",
            list=contents.list_name,
            edition=contents.key.edition,
            n=len(contents.lines),
        )
        offer = " ".join(filter(None, (contents.package_name, contents.vendor)))
        if contents.vendor == contents.package_name:
            offer = contents.package_name
        values = {
            "project": contents.project_name,
            "list": listed,
            "package": offer,
            "made": date.today().isoformat(),
        }
        for name, value in values.items():
            self._pair(say(f"answer_forms.about.{name}"), value, is_open=False)

    def steps(self, contents: FormContents) -> None:
        self._heading(say("answer_forms.instructions.steps"))
        for number, step in enumerate(STEPS, 1):
            text = blank_sentence(contents) if step == "blank" else say(f"answer_forms.step.{step}")
            self._line([(0, 0, str(number)), (1, self._last, text)])

    def legend(self, contents: FormContents) -> None:
        self._heading(say("answer_forms.instructions.legend"))
        heads = [(0, 1, "mark"), (2, 2, "answer"), (3, self._last, "meaning")]
        self._line([(a, b, say(f"answer_forms.legend.{name}")) for a, b, name in heads], head=True)
        legend = contents.key.legend
        for mark in offered(legend):
            kind = legend.marks[mark].value
            meaning = say(f"answer_forms.meaning.{kind}")
            self._line([(0, 1, mark), (2, 2, say(f"features.answers.{kind}")), (3, self._last, meaning)])

    def inputs(self, block: str, names: Sequence[str]) -> None:
        self._heading(say(f"answer_forms.instructions.{block}"))
        for name in names:
            self._pair(say(f"answer_forms.{block}.{name}"), "", is_open=True)

    def _heading(self, text: str) -> None:
        self._sheet.set_row(self.row, 8)
        self.row += 1
        form = self._pen.form(font_size=self._layout.heading_size, bold=True, valign="vcenter")
        self._sheet.set_row(self.row, self._layout.row_height + 2)
        self._sheet.write_string(self.row, 0, text, form)
        self.row += 1

    def _pair(self, name: str, value: str, *, is_open: bool) -> None:
        look = {"bg_color": self._layout.colours["input"], "locked": False} if is_open else {}
        self._cells([(0, 1, name)], {"bg_color": self._layout.colours["heading"]})
        self._cells([(2, self._last, value)], look)
        self._end([(0, 1, name), (2, self._last, value)])

    def _line(self, cells: list[tuple[int, int, str]], *, head: bool = False) -> None:
        look = {"bg_color": self._layout.colours["heading"], "bold": True, "align": "center"} if head else {}
        self._cells(cells[:1], {**look, "align": "center"})
        self._cells(cells[1:], look)
        self._end(cells)

    def _cells(self, cells: list[tuple[int, int, str]], look: dict[str, object]) -> None:
        """Write one row; a cell may span several columns, never several rows."""
        look = {"valign": "vcenter", **look}
        if "align" not in look:
            look["indent"] = 1
        for start, end, text in cells:
            if end > start:
                self._sheet.merge_range(self.row, start, self.row, end, "", self._pen.boxed(**look))
            self._pen.text(self._sheet, self.row, start, text, self._pen.look(**look))

    def _end(self, cells: list[tuple[int, int, str]]) -> None:
        widths = self._layout.instruction_widths
        lines = max(lines_of(text, sum(widths[start : end + 1])) for start, end, text in cells)
        # A merged cell grows in no program by itself.
        self._sheet.set_row(self.row, max(self._layout.row_height, lines * self._layout.line_height + 5))
        self.row += 1
