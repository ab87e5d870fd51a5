"""Demonstration scenarios 実機検証シナリオ: what a vendor shows, along the paths of the flows."""
