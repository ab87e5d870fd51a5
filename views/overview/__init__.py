"""The first screen: what waits, how far the work is, who has agreed, what happened."""
