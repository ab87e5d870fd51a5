"""From a file somebody sent to plain rows of text."""
