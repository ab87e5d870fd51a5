"""The sample project: made by the real commands in the names of the people who would give them."""
