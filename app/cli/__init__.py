"""The command line: everything the window does, for people and for scripts.

Exit codes: 0 done, 1 the user's input is at fault (one sentence on standard error), 2 findings that
stop the work.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run `fitgap`. Without a command, or with just a project file, the window opens."""
    arguments = sys.argv[1:]
    if not arguments or (len(arguments) == 1 and arguments[0].endswith(".fitgap")):
        sys.exit(_window(arguments))
    from app.cli.entry import run

    sys.exit(run(arguments))


def _window(arguments: list[str]) -> int:
    from pathlib import Path

    from app.window import open_window
    from models.errors import UserError

    try:
        return open_window(Path(arguments[0]) if arguments else None)
    except UserError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
