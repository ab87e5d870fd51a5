"""What waits for whom across all steps of the work, and how far each step has come."""
