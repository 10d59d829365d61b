"""What comes first, and how much of everything there is."""
