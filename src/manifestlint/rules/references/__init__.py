"""What objects mean by each other's names."""
