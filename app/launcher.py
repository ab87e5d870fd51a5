"""Starts the installed program: becomes `fitgap/__main__.py` in the wheel.

The sources import each other as `from models.… import …`. Installed, those folders lie inside the package
`fitgap`; its own folder goes first on the path, so that another package's `models` cannot take their place.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Run the command line (`fitgap`, `python -m fitgap`)."""
    house = str(Path(__file__).resolve().parent)
    if sys.path[:1] != [house]:
        sys.path.insert(0, house)

    from app.cli import main as run

    run()


if __name__ == "__main__":
    main()
