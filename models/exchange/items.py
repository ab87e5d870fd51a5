"""How an item, a field and a value of any table are named for people."""

from __future__ import annotations

import json
from typing import Any

from models.costs.shares import own_in
from models.gaps.labels import label_of
from models.members.queries import members, organisations, sections
from models.project.project import Project
from models.records import RECORDS
from models.records.shape import Kind
from models.tiers.catalogue import change_kinds, dispositions
from models.words import joined, knows, say

_NAMES = ("title", "name", "no", "key", "code")


def item_label(project: Project, table: str, row: bytes) -> str:
    """For example 「G-012 証明書の発行番号を年度で採番」; rows without a name are called by their kind."""
    word = say(f"exchange.items.{table}") if knows(f"exchange.items.{table}") else table
    if table == "gap":
        return _gap(project, row)
    if table == "answer":
        return f"{word} {_answer(project, row)}"
    columns = [name for name in _NAMES if RECORDS[table].column(name)]
    if not columns:
        return word
    name = project.connection.exec_driver_sql(
        f'SELECT "{columns[0]}" FROM {table}_rows WHERE id = ?', (row,)
    ).scalar()
    return f"{word} {name or ''}".strip()


def field_word(table: str, column: str) -> str:
    """The word for a column, as the screens call it."""
    key = f"exchange.fields.{'retired' if column == 'retired' else f'{table}.{column}'}"
    return say(key) if knows(key) else column


def value_text(project: Project, table: str, column: str, value: Any) -> str:
    """A value as people read it: names for ids, words for codes, money in whole yen with commas."""
    if value is None or value == "":
        return say("exchange.no_value")
    if column == "retired":
        return say("exchange.retired" if value else "exchange.in_use")
    found = RECORDS[table].column(column)
    if found is not None and found.kind is Kind.ID:
        return _named(project, column, value)
    if table == "gap" and column == "own_costs":
        return _own_costs(project, value)
    if found is not None and found.kind is Kind.JSON:
        return _listed(value)
    if isinstance(value, int):
        return f"{value:,}"
    return _code(value)


def _gap(project: Project, row: bytes) -> str:
    serial, title, retired = project.connection.exec_driver_sql(
        "SELECT serial, title, retired FROM gap_rows WHERE id = ?", (row,)
    ).one()
    label = f"G-{serial or 0:03}" if retired else label_of(project, row)
    return f"{label} {title or ''}".strip()


def _answer(project: Project, row: bytes) -> str:
    package, feature = project.connection.exec_driver_sql(
        "SELECT p.name, f.name FROM answer_rows AS a LEFT JOIN package_rows AS p ON p.id = a.package_id "
        "LEFT JOIN feature_rows AS f ON f.id = a.feature_id WHERE a.id = ?",
        (row,),
    ).one()
    return f"{package or '?'} {feature or '?'}"


def _named(project: Project, column: str, value: bytes) -> str:
    table = column.removesuffix("_id")
    if table == "section":
        return next((one.label for one in sections(project) if one.id == value), "?")
    if table == "member":
        return next((one.label for one in members(project) if one.id == value), "?")
    if table in RECORDS and RECORDS[table].column("name"):
        name = project.connection.exec_driver_sql(f"SELECT name FROM {table}_rows WHERE id = ?", (value,))
        return str(name.scalar() or "?")
    return value.hex()[:12]


def _own_costs(project: Project, cell: str) -> str:
    towns = {one.id: one.name for one in organisations(project)}
    parts = [
        f"{towns.get(town, '?')}：{field_word('gap', part)} {amount:,}"
        for town, amounts in own_in(cell).items()
        for part, amount in sorted(amounts.items())
    ]
    return joined(parts) or say("exchange.no_value")


def _listed(text: str) -> str:
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if isinstance(loaded, dict):
        return joined(f"{_code(key)}：{_code(one)}" for key, one in loaded.items())
    if isinstance(loaded, list):
        return joined(_code(one) for one in loaded)
    return _code(loaded)


def _code(value: Any) -> str:
    named = dispositions().get(str(value)) or change_kinds().get(str(value))
    if named is not None:
        return named.label
    scope = f"tiers.scope.{value}"
    return say(scope) if str(value).isidentifier() and knows(scope) else str(value)
