"""The screen of review and approval 審査・決裁: what waits, the whole case, and the decision."""
