"""Netting: likely same gaps of several organisations are proposed, merged by a person, and split again."""
