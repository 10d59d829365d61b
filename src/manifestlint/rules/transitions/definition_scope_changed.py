"""Definitions of kinds that become others."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._definitions import definition
from manifestlint.rules.transitions._frozen import refused


@transition_rule(
    "definition-scope-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def definition_scope_changed(transition: Transition) -> Iterator[Problem]:
    """The change gives a CustomResourceDefinition another scope or kind, which it never gets.

    Both are settled as soon as the API server serves the kind (apiextensions-apiserver
    `pkg/apis/apiextensions/validation/validation.go`, `validateCustomResourceDefinitionSpecUpdate`, v1.35).
    Argo CD replaces a CustomResourceDefinition by an update, so `Replace=true` does not help, also not with
    `Force=true`.

    Define a new kind beside the old one, and move the objects; to delete the definition deletes them all.

    It is essential: the sync fails.
    """
    yield from refused(transition, definition)
