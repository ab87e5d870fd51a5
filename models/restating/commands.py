"""Switching the rules that find restatements of the current system, for the whole project."""

from __future__ import annotations

from collections.abc import Collection

from models.errors import UserError
from models.ledger.canonical import canonical_text
from models.ledger.operations import Operation, insert, write
from models.project.changed import Changed
from models.project.project import Project
from models.restating.queries import SETTING, rules_off
from models.restating.rules import rule_ids
from models.words import joined, say


def switch_rules(project: Project, on: Collection[str] = (), off: Collection[str] = ()) -> Changed:
    """Use the rules `on` and leave out the rules `off` in this project; the secretariat 事務局 may.

    `UserError` for a rule that does not exist.
    """
    known = rule_ids()
    for rule in (*on, *off):
        if rule not in known:
            raise UserError("restating.no_rule", rule=rule, known=joined(known))
    before = rules_off(project)
    after = (before - set(on)) | set(off)
    changed = [rule for rule in known if (rule in before) != (rule in after)]
    operations: list[Operation] = []
    if changed:
        text = canonical_text(sorted(after))
        row = project.connection.exec_driver_sql(
            "SELECT id FROM setting WHERE key = ? ORDER BY id LIMIT 1", (SETTING,)
        ).scalar()
        if row is None:
            operations = [insert("setting", [{"key": SETTING, "value": text}])]
        else:
            operations = list(write("setting", row, value=text))
    action = "restating.switch_off" if any(rule in after for rule in changed) else "restating.switch_on"
    labels = joined(say(f"restating.rule.{rule}") for rule in changed)
    return project.act(action, operations, rules=labels)
