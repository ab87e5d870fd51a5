"""The window around the screens: top strip, rail, status line, search."""
