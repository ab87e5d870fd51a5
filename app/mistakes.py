"""Our own mistakes: recorded for a report, never shown as a traceback."""

from __future__ import annotations

import platform
import sys
import time
import traceback
from pathlib import Path
from tempfile import gettempdir

from models.identity.profile import default_profile


def record_mistake() -> Path:
    """Write down the error being handled; returns the file, in the profile folder or a temporary one."""
    told = (
        f"{time.strftime('%Y-%m-%d %H:%M:%S')} Python {platform.python_version()} {platform.platform()}\n"
        f"{' '.join(sys.argv[1:])}\n{traceback.format_exc()}\n"
    )
    for folder in (default_profile(), Path(gettempdir())):
        path = folder / "fitgap-errors.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(told)
        except OSError:
            continue
        return path
    return Path(gettempdir())
