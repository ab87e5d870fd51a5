"""The project file: one SQLite database, its lock, its seal, and its upgrades."""
