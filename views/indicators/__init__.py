"""The indicators of the project with the numbers they are made of."""
