"""The people of the sample, with throw-away identities, and the calendar on which they act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.desk import PEOPLE_FOLDER, SAMPLE_PASSPHRASE
from models.identity.keys import Identity
from models.identity.profile import has_identity, open_identity, save_identity
from models.project.project import Project

WRITTEN_FOR = date(2026, 11, 12)
"""The day on which the sample's story ends; every date in it is moved along to today."""


class Cast:
    """Identities by the story's ids; each has a profile folder below `folder/people`."""

    def __init__(self, folder: Path, people: list[dict[str, Any]]) -> None:
        self._folder = folder / PEOPLE_FOLDER
        self.people = {one["id"]: one for one in people}
        self.identities = {one["id"]: self._identity(one) for one in people}
        self.calendar = Calendar()

    def profile(self, who: str) -> Path:
        """The person's profile folder."""
        return self._folder / who

    @contextmanager
    def acting(self, project: Project, who: str) -> Iterator[Project]:
        """The project in that person's hands."""
        before = project.signer, project.clock
        project.signer, project.clock = self.identities[who], self.calendar.next_minute
        try:
            yield project
        finally:
            project.signer, project.clock = before

    def _identity(self, person: dict[str, Any]) -> Identity:
        profile = self.profile(person["id"])
        if has_identity(profile):
            return open_identity(profile, SAMPLE_PASSPHRASE)
        made = Identity.new(person["name"])
        save_identity(profile, made, SAMPLE_PASSPHRASE)
        return made


class Calendar:
    """The time at which the next act happens; it only moves forward and ends before now."""

    def __init__(self) -> None:
        self._today = datetime.combine(date.today(), time())
        self._now = self._today - timedelta(days=400)

    def go_to(self, days_ago: float) -> None:
        """Move forward to so many days before today, at an hour of work."""
        wished = self._today - timedelta(days=days_ago) + timedelta(hours=9)
        self._now = max(self._now, wished)

    def next_minute(self) -> int:
        """UTC milliseconds of the next act: a few minutes after the last one, never after now."""
        self._now = min(self._now + timedelta(minutes=3), datetime.now())
        return int(self._now.timestamp() * 1000)

    def moved(self, day: str) -> str:
        """A day of the story as the same distance from today."""
        return (date.fromisoformat(day) + (self._today.date() - WRITTEN_FOR)).isoformat()


def jitter(text: str, spread: int) -> int:
    """A number below `spread` that always belongs to this text, so that the sample is lively but the same."""
    return hashlib.sha256(text.encode("utf-8")).digest()[0] % spread
