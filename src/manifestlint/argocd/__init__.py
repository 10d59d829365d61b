"""Argo CD as it reads a repository."""
