"""From plain rows to tables of features."""
