"""Benchmarks: each compares a piece of work with the least that any program must do, in the same run."""
