"""Tiers of customization (guideline 5): kinds of change, the ladder of responses, and the verdict."""
