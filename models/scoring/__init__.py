"""Demonstrations 実機検証: rounds, sealed sheets, and points by the tender's own rule."""
