"""Lists of requests 要望一覧 that offices send in: reading them, and raising a gap for each line."""
