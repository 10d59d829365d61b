"""Decides the fate of every finding; drops none."""
