"""Rules about what decides a verdict: the PolicySet, its exceptions, and suppressions."""
