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


SCREENS = (
    ScreenEntry(
        "overview",
        "shell.screen.overview",
        "overview",
        _made("views.overview.screen", "OverviewScreen"),
        True,
    ),
    ScreenEntry("features", "shell.screen.features", "list", _made("views.features.feature_screen", "FeatureScreen")),
    ScreenEntry("flows", "shell.screen.flows", "flow", _made("views.flows.screen", "FlowScreen")),
    ScreenEntry("gaps", "shell.screen.gaps", "gap", _made("views.gaps.gap_screen", "GapScreen"), True),
    ScreenEntry("scoring", "shell.screen.scoring", "check", _made("views.scoring.screen", "ScoringScreen")),
    ScreenEntry(
        "decisions",
        "shell.screen.decisions",
        "stamp",
        _made("views.decisions.screen", "DecisionScreen"),
        True,
    ),
    ScreenEntry("baseline", "shell.screen.baseline", "doc", _made("views.baseline.screen", "BaselineScreen")),
    ScreenEntry(
        "exchange", "shell.screen.exchange", "exchange", _made("views.exchange.screen", "ExchangeScreen")
    ),
    ScreenEntry(
        "indicators", "shell.screen.indicators", "chart", _made("views.indicators.screen", "IndicatorScreen")
    ),
)
