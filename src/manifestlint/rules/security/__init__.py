"""Rules on what pods may do to the node, and on what is kept secret."""
