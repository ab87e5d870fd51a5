"""The start screen: recent projects, new, open, the sample."""
