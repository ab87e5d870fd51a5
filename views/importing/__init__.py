"""The import of feature lists and answers: what was understood of a file, to be confirmed or corrected."""
