"""The window: one folder a screen, `shared` for what two screens use."""
