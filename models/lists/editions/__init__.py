"""Comparing two editions 版 of a feature list: which item became which, and what changed in it."""
