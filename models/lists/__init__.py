"""Feature lists and vendor answers: reading workbooks, understanding their tables, reading answers."""
