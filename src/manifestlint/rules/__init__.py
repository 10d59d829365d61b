"""The rules: one file each, in family folders, and the index that is made of them."""

from manifestlint.rulekit.catalogue import Catalogue

CATALOGUE = Catalogue(__name__, __path__)
