"""What a gap that somebody raises for a feature begins with: its name, its section, its sources."""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import UserError
from models.gaps.derived_texts import missing_text, short
from models.gaps.sources import Source, answers_below_standard
from models.project.project import Project
from models.words import language


@dataclass(frozen=True, slots=True)
class Start:
    """`sources` are the answers below the standard, or the feature alone; `missing` is what they say."""

    title: str
    section_id: bytes | None
    missing: str
    sources: tuple[Source, ...]


def start_from_feature(project: Project, feature: bytes) -> Start:
    """What deriving would say of this feature; `UserError` if there is none."""
    row = project.connection.exec_driver_sql(
        "SELECT coalesce(nullif(trim(name), ''), nullif(trim(requirement), ''), level3, ''), section_id "
        "FROM feature WHERE id = ?",
        (feature,),
    ).one_or_none()
    if row is None:
        raise UserError("gaps.no_feature")
    origins = answers_below_standard(project, feature=feature)
    answers = tuple(Source(*one.identity) for one in origins)
    return Start(
        short(row[0]), row[1], missing_text(origins, language()), answers or (Source("feature", feature),)
    )
