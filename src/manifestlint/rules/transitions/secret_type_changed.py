"""Secrets that become of another type."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import refused
from manifestlint.rules.transitions._immutable import secret_type


@transition_rule(
    "secret-type-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Secret",),
)
def secret_type_changed(transition: Transition) -> Iterator[Problem]:
    """The change gives a Secret another type, which it never gets.

    The type is settled when the Secret is created; left out it is `Opaque`
    (`pkg/apis/core/validation/validation.go`, `ValidateSecretUpdate`, v1.35).

    Give the Secret of the new type a new name, or delete the old one by hand.

    It is essential: the sync fails.
    """
    yield from refused(transition, secret_type)
