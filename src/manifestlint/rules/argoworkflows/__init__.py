"""What Argo Workflows runs."""
