"""Whether the API server takes a CustomResourceDefinition."""
