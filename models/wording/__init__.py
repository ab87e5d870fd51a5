"""How a text argues: by the purpose of the work, or by habit."""
