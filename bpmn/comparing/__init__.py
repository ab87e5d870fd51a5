"""What is different between two flows, once it is known which tasks are the same work."""
