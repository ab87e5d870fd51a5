"""Business flows: reading, drawing geometry, graph; knows nothing of the rest of the program."""
