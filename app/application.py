"""The window's life: start, open and close projects, change role, language and theme."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QSettings, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.display import demand_display
from app.recent import forget_missing, recent_projects, remember
from models.errors import UserError
from models.words import language, say, use_language
from views.help.opening import answer_f1
from views.shared.style import apply_style
from views.shared.tokens import use_theme
from views.shell.places import kept_language, kept_theme, place_window
from views.start.start_screen import StartScreen

if TYPE_CHECKING:
    from app.desk import Desk


class Application(QObject):
    """Shows either the start screen or one project's window, never both."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__()
        self._qt = qt
        self.window: QWidget | None = None

    def start(self, path: Path | None) -> None:
        """Show the window at once; a project that was named opens in it."""
        if path is None:
            self.show_start()
        else:
            self.open(path)

    def show_start(self, error: str = "") -> None:
        """The start screen, with a sentence if something could not be opened."""
        screen = StartScreen(recent_projects())
        screen.new_asked.connect(lambda: self._ask_new())
        screen.open_asked.connect(lambda: self._ask_open())
        screen.sample_asked.connect(self._open_sample)
        screen.project_chosen.connect(lambda path: self.open(Path(path)))
        self._show(screen)
        if error:
            screen.errors.show_error(error)

    def open(self, path: Path) -> None:
        """Open a project: at once for a sample, else after its owner's passphrase."""
        from app.desk import Desk, sample_people

        try:
            if people := sample_people(path):
                self._take(Desk.for_sample(path, people))
            else:
                self._ask_identity(path)
        except UserError as error:
            forget_missing()
            self.show_start(error.message)

    def _ask_identity(self, path: Path) -> None:
        from models.identity.profile import default_profile
        from views.start.identity_form import IdentityForm

        form = IdentityForm(path, default_profile())
        form.opened.connect(lambda identity: self._open_as(path, identity))
        form.left.connect(self.show_start)
        self._show(form)

    def _open_as(self, path: Path, identity: object) -> None:
        from app.desk import Desk
        from models.identity.keys import Identity

        try:
            self._take(Desk.for_person(path, identity if isinstance(identity, Identity) else None))
        except UserError as error:
            self.show_start(error.message)

    def _ask_open(self, desk: Desk | None = None) -> None:
        """Ask for a file; the project at the desk closes only when one was chosen."""
        chosen, _ = QFileDialog.getOpenFileName(
            self.window, say("start.open_title"), "", f"{say('start.file_kind')} (*.fitgap)"
        )
        if chosen:
            if desk is not None:
                desk.close()
            self.open(Path(chosen))

    def _ask_new(self, desk: Desk | None = None) -> None:
        """The form for a new project; going back leads to the project at the desk, or to the start."""
        from models.identity.profile import default_profile
        from views.start.new_project_form import NewProjectForm

        form = NewProjectForm(default_profile())
        if desk is not None:
            form.made.connect(desk.close)
        form.made.connect(self._open_as)
        form.left.connect(self.show_start if desk is None else lambda: self._show_desk(desk))
        self._show(form)

    def _open_sample(self) -> None:
        from app.sample import sample_in_background

        screen = self.window
        if isinstance(screen, StartScreen):
            sample_in_background(screen, self.open)

    def _take(self, desk: Desk) -> None:
        """Begin with a project that was opened."""
        desk.role_changed.connect(lambda: self._show_desk(desk))
        self._show_desk(desk)
        remember(desk.path, desk.name)

    def _show_desk(self, desk: Desk) -> None:
        window = desk.make_window()
        window.close_asked.connect(lambda: self._leave(desk))
        window.new_asked.connect(lambda: self._ask_new(desk))
        window.open_asked.connect(lambda: self._ask_open(desk))
        window.language_chosen.connect(lambda code: self._change_language(desk, code))
        self._show(window)

    def _leave(self, desk: Desk) -> None:
        desk.close()
        self.show_start()

    def _change_language(self, desk: Desk, code: str) -> None:
        use_language(code)
        translate_qt(self._qt)
        self._show_desk(desk)

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        if isinstance(window, StartScreen) or not hasattr(window, "screen_key"):
            place_window(window)
            answer_f1(window)
        window.show()
        window.activateWindow()  # where nothing hands the focus on, the keys would go nowhere
        if before is not None:
            before.close()
            before.deleteLater()


def translate_qt(qt: QApplication) -> None:
    """Qt's own words (file choice, text menus) in the language in use."""
    for old in qt.findChildren(QTranslator):
        qt.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        qt.installTranslator(translator)


def first_window(path: Path | None) -> tuple[QApplication, QWidget]:
    """Make the application and its first window, shown but not yet running."""
    demand_display()
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    qt.setOrganizationName("fitgap")
    qt.setApplicationName("fitgap")
    qt.setApplicationDisplayName(say("shell.program"))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    if chosen := kept_language():
        use_language(chosen)
    use_theme(kept_theme())
    apply_style(qt)
    translate_qt(qt)
    application = Application(qt)
    application.setParent(qt)
    application.start(path)
    assert application.window is not None
    return qt, application.window
