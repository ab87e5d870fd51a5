"""Indicators of the project (guidelines 5 and 10), each with the numbers that it is made of."""
