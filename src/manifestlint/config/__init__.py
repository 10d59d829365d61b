"""The PolicySet: everything that decides a verdict."""
