"""Business flows: reading, drawing geometry, graph and comparison; knows nothing of the rest of the program."""
