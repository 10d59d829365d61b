"""The rules: one file each, in family folders, found by the catalogue."""

from manifestlint.rulekit.catalogue import Catalogue

CATALOGUE = Catalogue(__name__, __path__)
