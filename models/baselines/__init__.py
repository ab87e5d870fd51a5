"""Editions 版: what was agreed, frozen under a number."""
