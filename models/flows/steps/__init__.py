"""Step tables 手順表: reading them from workbooks, and writing flows as such tables."""
