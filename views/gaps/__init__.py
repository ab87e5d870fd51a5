"""The screen of gaps: the list, and everything about the chosen one."""
