"""Times of acts as people read them: the clock today, else the day, with the year when it was another."""

from __future__ import annotations

from datetime import datetime


def moment(time_ms: int, now: datetime | None = None) -> str:
    """14:31 today, 11-05 this year, 2025-11-05 before; `time_ms` is UTC milliseconds."""
    at, today = datetime.fromtimestamp(time_ms / 1000), now or datetime.now()
    if at.date() == today.date():
        return f"{at:%H:%M}"
    return f"{at:%m-%d}" if at.year == today.year else f"{at:%Y-%m-%d}"


def full_moment(time_ms: int) -> str:
    """11-09 09:40, with the year when it was another."""
    at = datetime.fromtimestamp(time_ms / 1000)
    return f"{at:%m-%d %H:%M}" if at.year == datetime.now().year else f"{at:%Y-%m-%d %H:%M}"
