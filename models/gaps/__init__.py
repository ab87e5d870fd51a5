"""Gaps: where the package and the work differ, who asks, why, and what is to be done about it."""
