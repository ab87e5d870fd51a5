"""The word lists by which texts are compared."""
