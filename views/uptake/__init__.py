"""The three-way view before a newer edition of a feature list is taken in: old, new, and what hangs on it."""
