"""Times of acts as people read them: the clock today, else the day, with the year when it was another."""

from __future__ import annotations

from datetime import datetime


def moment(time_ms: int, now: datetime | None = None) -> str:
    """14:31 today, 11-05 this year, 2025-11-05 before; `time_ms` is UTC milliseconds."""
    at, today = _local(time_ms), now or datetime.now()
    if at is None:
        return "—"
    if at.date() == today.date():
        return f"{at:%H:%M}"
    return f"{at:%m-%d}" if at.year == today.year else f"{at:%Y-%m-%d}"


def full_moment(time_ms: int) -> str:
    """11-09 09:40, with the year when it was another."""
    at = _local(time_ms)
    if at is None:
        return "—"
    return f"{at:%m-%d %H:%M}" if at.year == datetime.now().year else f"{at:%Y-%m-%d %H:%M}"


def _local(time_ms: int) -> datetime | None:
    """None for a claimed time far beyond any calendar."""
    try:
        return datetime.fromtimestamp(time_ms / 1000)
    except (ValueError, OverflowError, OSError):
        return None
