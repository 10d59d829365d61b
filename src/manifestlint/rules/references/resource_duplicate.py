"""Objects that are written twice."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule

_NAME = At(("metadata", "name"))


@bundle_rule("resource-duplicate", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def resource_duplicate(bundle: Bundle) -> Iterator[Problem]:
    """The same object is written twice in what is applied together.

    Argo CD applies only the last of them and says so in a condition, `RepeatedResourceWarning` (Argo CD
    `controller/state.go`, `DeduplicateTargetObjects`, v3.1); `kubectl apply` applies one after the other. In
    both cases what the first one says is lost, and a change made there has no effect.

    Take one out, or give it another name. Objects are the same where group, kind, namespace and name are;
    the version does not count. The namespace is the one in which they land: one that is left out is the
    Application's. Objects with `generateName` are never the same.

    Where no Application in the repository says what is applied together, only files in the same folder are
    compared.

    It is essential: a part of what Git says never reaches the cluster.
    """
    seen: dict[tuple[str, ...], Facts] = {}
    for facts in bundle.members:
        if facts.generated or not facts.id.name:
            continue
        first = seen.setdefault(_identity(bundle, facts), facts)
        if first is not facts:
            yield _problem(first, facts)


def _identity(bundle: Bundle, facts: Facts) -> tuple[str, ...]:
    folder = "" if bundle.application else facts.ref.origin.path.rpartition("/")[0]
    return folder, facts.id.group, facts.id.kind, bundle.namespace_of(facts), facts.id.name


def _problem(first: Facts, facts: Facts) -> Problem:
    return Problem(
        f"{facts.id}: it is written twice; only the last one counts",
        at=_NAME,
        resource=facts.ref,
        related=(Related("first written here", _NAME, first.ref),),
    )
