"""The help: short pages beside the work, opened by F1."""
