"""Taking in a newer edition 改版 of a feature list: what hangs on an item follows it."""
