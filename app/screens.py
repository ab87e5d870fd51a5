"""The nine screens in the order of the work, each made when it is first shown."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from views.shared.screen import Screen
from views.shared.session import Session
from views.shell.facts import ScreenEntry


def _made(module: str, name: str) -> Callable[[Session], Screen]:
    def make(session: Session) -> Screen:
        screen = getattr(importlib.import_module(module), name)(session)
        assert isinstance(screen, Screen)
        return screen

    return make


def _entry(key: str, icon: str, module: str, name: str, *, gap_after: bool = False) -> ScreenEntry:
    return ScreenEntry(key, f"shell.screen.{key}", icon, _made(f"views.{module}", name), gap_after)


SCREENS = (
    _entry("overview", "overview", "overview.screen", "OverviewScreen", gap_after=True),
    _entry("features", "list", "features.feature_screen", "FeatureScreen"),
    _entry("flows", "flow", "flows.screen", "FlowScreen"),
    _entry("gaps", "gap", "gaps.gap_screen", "GapScreen", gap_after=True),
    _entry("scoring", "check", "scoring.screen", "ScoringScreen"),
    _entry("decisions", "stamp", "decisions.screen", "DecisionScreen", gap_after=True),
    _entry("baseline", "doc", "baseline.screen", "BaselineScreen"),
    _entry("exchange", "exchange", "exchange.screen", "ExchangeScreen"),
    _entry("indicators", "chart", "indicators.screen", "IndicatorScreen"),
)
