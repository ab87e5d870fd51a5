"""The screen of the feature lists with every package's answers."""
