"""The normalised answers a vendor can give to a requirement."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """What an answer means, whatever mark stood for it; ordered from the standard to no answer."""

    STANDARD = "standard"
    PARAMETER = "parameter"
    OPTION_PART = "option_part"
    SOURCE_CHANGE = "source_change"
    WORKAROUND = "workaround"
    NOT_POSSIBLE = "not_possible"
    UNANSWERED = "unanswered"
