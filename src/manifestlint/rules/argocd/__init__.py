"""Argo CD's own objects."""
