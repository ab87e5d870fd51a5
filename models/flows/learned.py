"""The word lists of a project: the program's own, and what its people taught by confirming."""

from __future__ import annotations

from bpmn.matching.learning import learned_words
from bpmn.matching.lexicon import Lexicon, WordClass
from models.matching.catalogue import known_words
from models.project.project import Project

_MOST = 5_000
"""Confirmed pairs that are looked at, latest first."""
_extended: dict[tuple[WordClass, ...], Lexicon] = {}


def project_words(project: Project) -> Lexicon:
    """The words with those learned from confirmed pairs of tasks and from tasks linked to features."""
    rows = project.connection.exec_driver_sql(
        "SELECT * FROM (SELECT a.name, b.name FROM flow_match AS m JOIN flow_element AS a "
        "ON a.id = m.element_id JOIN flow_element AS b ON b.id = m.other_id WHERE m.same = 1 "
        "ORDER BY m.id DESC LIMIT ?) UNION SELECT * FROM (SELECT e.name, f.name FROM flow_link AS k "
        "JOIN flow_element AS e ON e.id = k.element_id JOIN feature AS f ON f.id = k.feature_id "
        "ORDER BY k.id DESC LIMIT ?)",
        (_MOST, _MOST),
    )
    learned = learned_words([(one, other) for one, other in rows if one and other], known_words())
    if not learned:
        return known_words()
    if learned not in _extended:
        if len(_extended) > 8:
            _extended.clear()
        _extended[learned] = known_words().extended(learned)
    return _extended[learned]
