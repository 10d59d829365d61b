"""A change told to those who approve it, and what was deployed when."""
