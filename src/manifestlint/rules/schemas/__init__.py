"""Whether the API server knows what a manifest describes."""
