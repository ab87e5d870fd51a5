"""The screen of demonstrations 実機評価: rounds, scoring, results."""
