"""Versions of a kind that are dropped too early."""

from collections.abc import Iterator

from manifestlint.core.words import counted
from manifestlint.model.resource import at
from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Related, Severity, transition_rule
from manifestlint.rules.transitions._definitions import dropped, stored, users
from manifestlint.rules.transitions._frozen import refused

_VERSIONS = at("spec", "versions")


@transition_rule(
    "definition-version-dropped",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def definition_version_dropped(transition: Transition) -> Iterator[Problem]:
    """The change drops a version of a custom kind in which objects are still stored or written.

    The API server keeps in `status.storedVersions` every version that ever had `storage: true`, and refuses
    a definition that lacks one of them (apiextensions-apiserver, v1.35:
    `ValidateCustomResourceDefinitionStoredVersions` in `pkg/apis/apiextensions/validation/validation.go`).
    Objects in Git of a version that is no longer served cannot be applied ("no matches for kind").

    First leave the version in with `served: false` and `storage: false`, write every object anew, take the
    version out of `status.storedVersions`, and then drop it (Kubernetes docs, "Versions in
    CustomResourceDefinitions", "Upgrade existing objects to a new stored version").

    It is essential: the sync fails.
    """
    yield from refused(transition, stored)
    both = transition.both
    for version in dropped(*both) if both else ():
        found = users(transition.change, both[1], version) if both else []
        if found:
            written = counted(len(found), "object")
            yield Problem(
                f"{transition.id}: version {version} is no longer served, but used by {written} in Git",
                at=_VERSIONS,
                related=tuple(
                    Related("written in that version", at("apiVersion"), it.ref) for it in found[:3]
                ),
            )
