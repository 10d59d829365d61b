"""Taking manifestlint up: the only place that writes policies."""
