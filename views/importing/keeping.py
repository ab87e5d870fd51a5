"""Mappings on the person's desk: kept by the form of a sheet, and used again for the next file of it."""

from __future__ import annotations

from pathlib import Path

from models.errors import UserError
from models.identity.profile import default_profile
from models.lists.mappings import remember, remembered
from views.importing.draft import Draft, Said, make_draft, open_source
from views.shared.session import Session


def profile_of(session: Session) -> Path:
    """The profile folder of the person at the window."""
    known = getattr(session, "profile", None)
    return known if isinstance(known, Path) else default_profile()


def drafted(path: Path, for_answers: bool, keys: frozenset[str], profile: Path) -> Draft:
    """Read a file: by the mapping kept for its form if there is one that fits, else as it is understood."""
    source = open_source(path)
    kept = remembered(profile, source.workbook, for_answers=for_answers)
    if kept is not None:
        said = Said(kept.mapping.hints, kept=True)
        draft = make_draft(source, for_answers, said, keys, kept)
        if draft.table is not None:
            return draft
    return make_draft(source, for_answers, Said(), keys)


def keep(draft: Draft, path: Path, profile: Path) -> None:
    """Write a draft's mapping to a file, and keep it for sheets of its form."""
    mapping = draft.mapping
    if mapping is None:
        return
    remember(profile, mapping, for_answers=draft.for_answers)
    try:
        mapping.save(path if path.suffix else path.with_suffix(".json"))
    except OSError as error:
        reason = error.strerror or ""
        raise UserError("lists.mapping_not_kept", path=str(path), reason=reason) from None
