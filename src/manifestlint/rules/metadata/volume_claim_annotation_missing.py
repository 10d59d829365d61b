"""Volume claims that lack annotations which a team has agreed on."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Problem, Profile, Severity, option, resource_rule
from manifestlint.rules.metadata._demands import SYNTAX, unmet


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked."""

    annotations: tuple[str, ...] = option(
        (), f"What each claim must have: {SYNTAX}.", format="regex", needed=True
    )


@resource_rule(
    "volume-claim-annotation-missing",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("StatefulSet",),
    peers={"kube-linter": "statefulset-volumeclaimtemplate-annotation"},
)
def volume_claim_annotation_missing(resource: Resource, options: Options) -> Iterator[Problem]:
    """A volume claim of a StatefulSet lacks an annotation that the team asks for.

    Backup and resizing tools read such annotations from the claims, and a StatefulSet gives its claims
    those of `volumeClaimTemplates`. They cannot be added there later: the templates cannot be changed
    (Kubernetes docs, "StatefulSets"). Set the option `annotations`; without it the rule says nothing.

    It is strict because only the team knows its annotations.
    """
    if not options.annotations:
        return
    for index, _ in mappings(resource.get("spec", "volumeClaimTemplates")):
        pointer = ("spec", "volumeClaimTemplates", index, "metadata", "annotations")
        yield from unmet(resource, pointer, options.annotations, "annotation", f"claim {index} has ")
