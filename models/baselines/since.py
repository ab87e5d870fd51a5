"""How far the project has moved on since an edition was frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.baselines.queries import Edition
from models.ledger.past import History
from models.project.project import Project


def changes_since(project: Project, listed: Sequence[Edition]) -> list[int]:
    """For each edition, how many acts with effect it does not hold; the freezing itself is not counted."""
    if not listed:
        return []
    history = History(project.connection)
    rows = project.connection.exec_driver_sql(
        "SELECT line, number, count(*) FROM act WHERE status = 'effective' GROUP BY line, number"
    ).all()
    found = []
    for edition in listed:
        seen: Counter[int] = Counter()
        for head in edition.heads:
            seq = history.seq_of(head)
            if seq is not None:
                seen |= Counter(history.place(seq).clock)
        later = sum(count for line, number, count in rows if number > seen[line])
        found.append(max(0, later - 1))
    return found
