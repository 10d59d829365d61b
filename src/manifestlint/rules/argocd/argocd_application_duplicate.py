"""Applications of one name."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, repository_rule
from manifestlint.rules.argocd._bundle import declared_applications, home

_NAME = At(("metadata", "name"))


@repository_rule(
    "argocd-application-duplicate",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"argocd-source-lint": "duplicate-application-name"},
)
def argocd_application_duplicate(bundles: tuple[Bundle, ...]) -> Iterator[Problem]:
    """Two Argo CD Applications have the same name in the same namespace.

    They are one object: whichever is applied last wins, and what the other deployed is pruned or orphaned
    (Argo CD docs, "Applications in any namespace": name and namespace are an Application's identity).
    Rename one; the name says what it deploys and where.

    Repositories that serve several Argo CDs have Applications of one name on purpose, each for its own
    cluster. So outside of one folder or parent Application, where `resource-duplicate` tells it, only those
    are compared that name another cluster than Argo CD's own: one Argo CD then serves several.

    It is recommended, not essential, because two Argo CDs may still share out the folders.
    """
    seen: dict[tuple[str, str], tuple[Bundle, Facts]] = {}
    for bundle, facts, application in declared_applications(bundles):
        if facts.generated or not facts.id.name or not application.destination.cluster:
            continue
        identity = (facts.id.namespace or bundle.argocd_namespace, facts.id.name)
        other, first = seen.setdefault(identity, (bundle, facts))
        if first.ref != facts.ref and home(other, first) != home(bundle, facts):
            yield Problem(
                f"{facts.id}: another Application has the same name; the one applied last wins",
                at=_NAME,
                resource=facts.ref,
                related=(Related("the other one", _NAME, first.ref),),
            )
