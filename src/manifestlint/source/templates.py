"""Finds what a template engine has left to do."""

import re

from manifestlint.source.scalars_of import scalars_of

