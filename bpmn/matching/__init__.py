"""How alike short texts and the tasks of two flows are, in Japanese and English. Word lists are passed in."""
