"""Mends files: symbolic edits become text edits that keep every other byte."""

from manifestlint.fix.apply import Applied, apply_repairs
from manifestlint.fix.diff import unified
from manifestlint.fix.resolve import resolve
from manifestlint.fix.silence import silencing
from manifestlint.fix.write import Changed, write

__all__ = ["Applied", "Changed", "apply_repairs", "resolve", "silencing", "unified", "write"]
