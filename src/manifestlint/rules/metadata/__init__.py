"""Names, namespaces and labels of objects."""
