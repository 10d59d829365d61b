"""Pods and the objects that start them."""
