"""What a change does to what is deployed."""
