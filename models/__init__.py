"""What the program knows and can do, without any window: one folder a capability."""
