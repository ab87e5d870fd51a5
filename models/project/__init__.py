"""The project file as commands and queries see it."""
