"""The check that stands before the merge of a GitOps pull request."""

__version__ = "0.1.0"
