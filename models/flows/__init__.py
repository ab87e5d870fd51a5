"""Business flows of a project: importing them, linking their tasks to features, reading them back."""
