"""Widgets and design tokens that every screen is made of."""
