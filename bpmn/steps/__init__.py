"""A flow as a table of steps, the form in which many offices keep their procedures."""
