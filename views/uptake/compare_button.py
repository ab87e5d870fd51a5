"""The way from a file that was read to its comparison with a list of the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from models.lists.mapping import Mapping
from models.lists.queries import FeatureList, feature_lists
from models.words import say
from views.shared.buttons import Button
from views.shared.session import Session
from views.uptake.uptake_page import UptakePage


class CompareButton(Button):
    """Compares the file as a newer edition; hidden where the project has no list. `opened` gets the page."""

    def __init__(self, session: Session, opened: Callable[[UptakePage], None]) -> None:
        super().__init__(say("uptake_screen.compare"), clicked=self._open)
        self._session, self._opened = session, opened
        self._path: Path | None = None
        self._mapping: Mapping | None = None
        self.list: FeatureList | None = None
        self.hide()

    def offer(self, name: str, path: Path | None, mapping: Mapping | None, reason: str = "") -> None:
        """Offer the list of that name, else the one whose name is most like it; None for no file.
        `reason` says why the file cannot be compared yet."""
        self._path, self._mapping = path, mapping
        self.list = likely_list(feature_lists(self._session.project), name) if path is not None else None
        self.setVisible(self.list is not None)
        if self.list is not None:
            self.disable(reason)
            if not reason:
                self.setToolTip(
                    say("uptake_screen.compare_with", list=self.list.name, edition=self.list.edition)
                )

    def _open(self) -> None:
        if self.list is not None and self._path is not None:
            self._opened(UptakePage(self._session, self._path, self.list.id, self._mapping))


def likely_list(listed: Sequence[FeatureList], name: str) -> FeatureList | None:
    """The list of that name, else the one named most like it; the first of equals."""
    return max(
        listed, key=lambda one: SequenceMatcher(None, one.name, name, autojunk=False).ratio(), default=None
    )
