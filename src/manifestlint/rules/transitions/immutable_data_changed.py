"""ConfigMaps and Secrets that nobody can change any more."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import refused
from manifestlint.rules.transitions._immutable import data


@transition_rule(
    "immutable-data-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("ConfigMap", "Secret"),
)
def immutable_data_changed(transition: Transition) -> Iterator[Problem]:
    """The change alters a ConfigMap or Secret that says `immutable: true`.

    Its data stays, and so does the field itself, until the object is deleted
    (`pkg/apis/core/validation/validation.go`, `ValidateConfigMapUpdate` and `ValidateSecretUpdate`, v1.35).
    Data written another way, such as base64 instead of text, is no change.

    Give the new data a new name, such as Kustomize's generators make from the content, and refer to that.

    It is essential: the sync fails.
    """
    yield from refused(transition, data)
