"""Go's text/template with the functions that Argo CD gives to ApplicationSets."""

from manifestlint.argocd.gotemplate.evaluate import render

__all__ = ["render"]
