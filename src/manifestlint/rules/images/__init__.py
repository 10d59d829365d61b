"""What containers run, and whether Git says so."""
