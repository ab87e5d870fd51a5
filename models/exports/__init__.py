"""Exports: the requirements agreed on, as a workbook and as JSON."""
