"""Argo Rollouts: what its controller does not take, though the API server does."""
