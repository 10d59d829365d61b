"""How many pods there are, and how many of them may be missing."""
