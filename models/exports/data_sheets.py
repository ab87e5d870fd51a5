"""The data sheets: one datum per cell, numbers as numbers, units in the heads, nothing merged.

They are for machines and for sorting and filtering; the print sheets show the same to people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.approval.queries import Stamp
from models.exports.agreed import FEATURE_TEXTS, GAP_TEXTS, Agreed, AgreedGap, Feature, Package
from models.exports.cells import Formats, SheetWriter, Value, Workbook, day, money_form, thousand
from models.exports.layout import Layout
from models.exports.saving_sheets import GAP_COLUMNS, SUM_COLUMNS, saving_rows, sum_rows
from models.findings import Finding
from models.tiers.catalogue import dispositions
from models.tiers.reasons import kind_label, reason_sentence, tier_label
from models.words import knows, say


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column and how wide it is (a key of the layout's `data`)."""

    title: str
    width: str = "text"


_LONG = {"requirement", "rationale", "remarks", "purpose", "missing", "alternatives", "title", "name"}


def write_data_sheets(
    book: Workbook, formats: Formats, layout: Layout, agreed: Agreed, findings: list[Finding]
) -> None:
    """Add all data sheets."""
    tables: list[tuple[str, list[Head], Iterable[Sequence[Value]]]] = [
        ("features", _feature_heads(agreed), (_feature(one, agreed.packages) for one in agreed.features)),
        ("gaps", _gap_heads(agreed.costs.years), (_gap(one, agreed.costs.years) for one in agreed.gaps)),
        ("saving", _saving_heads(agreed.costs.years), saving_rows(agreed)),
        ("saving_sums", _sum_heads(agreed.costs.years), sum_rows(agreed)),
        (
            "decisions",
            [_head(f"decision.{key}", _WIDTHS.get(key, "text")) for key in _DECISION],
            (_decision(gap, one) for gap in agreed.gaps for one in gap.stamps if one.time is not None),
        ),
        (
            "sources",
            [_head(f"source.{key}") for key in _SOURCE],
            (
                (
                    gap.row.label,
                    _source_word(one.kind),
                    one.feature_no,
                    one.feature,
                    one.package,
                    one.flow,
                    one.task,
                )
                for gap in agreed.gaps
                for one in gap.sources
            ),
        ),
    ]
    for key, heads, rows in tables:
        _write(book, formats, layout, key, heads, rows, findings)


def _write(
    book: Workbook,
    formats: Formats,
    layout: Layout,
    key: str,
    heads: list[Head],
    rows: Iterable[Sequence[Value]],
    findings: list[Finding],
) -> None:
    sheet = book.add_worksheet(say(f"exports.sheet.{key}"))
    writer = SheetWriter(sheet, findings)
    size = layout.data_size
    head_form = formats.get(size, bold=True, bg_color=layout.colours["heading"], bottom=1, valign="vcenter")
    plain = formats.get(size, valign="top")
    date_form = formats.get(size, valign="top", num_format="yyyy-mm-dd")
    for column, head in enumerate(heads):
        sheet.set_column(column, column, layout.data_widths[head.width])
        writer.put(0, column, head.title, head_form)
    last = 0
    for last, values in enumerate(rows, 1):
        for column, value in enumerate(values):
            if value is None or value == "":
                continue
            if heads[column].width == "date":
                number_form = date_form
            else:
                number_form = formats.get(size, valign="top", num_format=money_form(value))
            writer.put(last, column, value, plain, number_form)
    sheet.set_landscape()
    sheet.set_paper(layout.page["paper"])
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(heads) - 1)


def _head(key: str, width: str = "text", **facts: object) -> Head:
    return Head(say(f"exports.data.{key}", **facts), width)


def _feature_heads(agreed: Agreed) -> list[Head]:
    heads = [_head("feature.list")]
    heads += [_head(f"feature.{name}", "long_text" if name in _LONG else "text") for name in FEATURE_TEXTS]
    heads.append(_head("feature.section"))
    for package in agreed.packages:
        heads += [
            _head("answer.answer", package=package.name),
            _head("answer.mark", package=package.name),
            _head("answer.method", "long_text", package=package.name),
            _head("answer.cost", "number", package=package.name),
            _head("answer.remarks", "long_text", package=package.name),
        ]
    return heads


def _feature(feature: Feature, packages: Sequence[Package]) -> list[Value]:
    values: list[Value] = [feature.list_name, *feature.texts.values(), feature.section]
    for package in packages:
        one = feature.answers.get(package.id)
        if one is None:
            values += [None] * 5
        else:
            values += [_answer_word(one.answer), one.mark, one.method, thousand(one.cost), one.remarks]
    return values


_GAP_BEFORE = ("label", "state", "revision", "organisation", "section", "marks", "title", "purpose")
_GAP_AFTER = ("disposition", "kinds", "tier", "tier_name", "tier_reason", "package")
_GAP_MONEY = (
    *("asked_initial", "asked_yearly", "asked_total"),
    *("agreed_initial", "agreed_yearly", "agreed_total", "saving"),
)
_DECISION = ("label", "step", "section", "title", "member", "verdict", "on_behalf", "stale", "date")
_SOURCE = ("label", "kind", "feature_no", "feature", "package", "flow", "task")
_WIDTHS = {"date": "date"}


def _gap_heads(years: int) -> list[Head]:
    heads = [
        _head(f"gap.{key}", "long_text" if key in _LONG else "text")
        for key in (*_GAP_BEFORE, *GAP_TEXTS, *_GAP_AFTER)
    ]
    heads += [_head(f"gap.{key}", "number", years=years) for key in _GAP_MONEY]
    for step in ("draft", "chief", "third_party"):
        heads += [_head(f"gap.{step}_member"), _head(f"gap.{step}_date", "date")]
    return heads


def _saving_heads(years: int) -> list[Head]:
    numbers = {"years", *_GAP_MONEY}
    return [
        _head(
            f"saving.{key}" if key in ("years", "counted") else f"gap.{key}",
            "number" if key in numbers else "long_text" if key in _LONG else "text",
            years=years,
        )
        for key in GAP_COLUMNS
    ]


def _sum_heads(years: int) -> list[Head]:
    return [
        _head(f"saving_sum.{key}", "text" if key in ("by", "group") else "number", years=years)
        for key in SUM_COLUMNS
    ]


def _gap(gap: AgreedGap, years: int) -> list[Value]:
    row = gap.row
    organisation = next((one.name for one in row.askers if one.organisation_id == row.organisation_id), "")
    asked, agreed = gap.cost.asked, gap.cost.agreed
    asked_total, agreed_total = asked.over(years), agreed.over(years)
    saving = None if asked_total is None or agreed_total is None else asked_total - agreed_total
    money = (
        *(asked.initial, asked.yearly, asked_total),
        *(agreed.initial, agreed.yearly, agreed_total, saving),
    )
    response = dispositions().get(row.disposition or "")
    values: list[Value] = [
        row.label,
        say(f"approval.state.{gap.state.key}"),
        gap.state.revision,
        organisation,
        row.section,
        row.marks,
        row.title,
        row.purpose,
        *gap.texts.values(),
        response.label if response else row.disposition,
        say("exports.join").join(kind_label(kind) for kind in row.kinds),
        row.tier,
        tier_label(row.tier),
        reason_sentence(row.verdict),
        gap.package,
        *(thousand(yen) for yen in money),
    ]
    for step in ("draft", "chief", "third_party"):
        stamp = last_stamp(gap, step)
        values += [stamp.member, day(stamp.time)] if stamp else [None, None]
    return values


def last_stamp(gap: AgreedGap, step: str) -> Stamp | None:
    """The latest stamp of a step on the present content, or None."""
    given = [one for one in gap.stamps if one.step == step and one.time is not None and not one.is_stale]
    return max(given, key=lambda one: one.time or 0, default=None)


def _decision(gap: AgreedGap, stamp: Stamp) -> list[Value]:
    return [
        gap.row.label,
        say(f"approval.step.{stamp.step}"),
        stamp.section,
        stamp.title,
        stamp.member,
        say(f"approval.verdict.{stamp.verdict}"),
        say("exports.yes") if stamp.on_behalf else say("exports.no"),
        say("exports.yes") if stamp.is_stale else say("exports.no"),
        day(stamp.time),
    ]


def _answer_word(answer: str) -> str:
    key = f"features.answers.{answer}"
    return say(key) if answer.isidentifier() and knows(key) else answer


def _source_word(kind: str) -> str:
    key = f"exports.source.{kind}"
    return say(key) if kind.isidentifier() and knows(key) else kind
