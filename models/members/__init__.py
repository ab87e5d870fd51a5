"""Organisations, sections, members, roles, and the agreement to keep customization small."""
