"""Answer forms 回答様式: handed to a vendor as a workbook, and recognised when they come back."""
