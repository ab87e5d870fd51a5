"""The ledger: signed changesets, and the fold that turns them into tables."""
