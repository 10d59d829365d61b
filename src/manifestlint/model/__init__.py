"""Kubernetes as a rule sees it."""
