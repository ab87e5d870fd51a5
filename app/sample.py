"""The sample from the start screen: built in the person's own data folder, in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.identity.profile import default_profile
from models.words import say
from views.shared.session import Session
from views.start.start_screen import StartScreen


def sample_in_background(screen: StartScreen, then: Callable[[Path], object]) -> None:
    """Build the sample and open it; the start screen shows how far it is."""
    from app.demo.build import build_sample

    session = Session(None, screen)
    session.work_started.connect(screen.work_bar.start)
    session.work_progress.connect(screen.work_bar.show_progress)
    session.work_ended.connect(screen.work_bar.hide)
    session.failed.connect(screen.errors.show_error)
    folder = default_profile() / "sample"
    session.work(
        say("start.building_sample"),
        lambda progress, _cancelled: build_sample(folder, progress).project,
        then,
    )
