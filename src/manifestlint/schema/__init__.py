"""Whether the API server would take an object: by schemas of Kubernetes and of others."""
