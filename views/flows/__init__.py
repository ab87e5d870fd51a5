"""Business flows on screen: the canvas and what is painted on it."""
