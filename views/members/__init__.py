"""Organisations, sections and members."""
