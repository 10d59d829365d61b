"""Objects that two Applications apply."""

from collections.abc import Iterator

from manifestlint.argocd.order import is_hook, shell
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, repository_rule
from manifestlint.rules.argocd._bundle import Applied, applied, clusters

_NAME = At(("metadata", "name"))


@repository_rule(
    "argocd-object-shared",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"argocd-source-lint": "double-coverage"},
)
def argocd_object_shared(bundles: tuple[Bundle, ...]) -> Iterator[Problem]:
    """Two Argo CD Applications apply the same object to the same cluster.

    Each takes it from the other: one of the two is always OutOfSync, with self-heal they overwrite each
    other without end, and when one of them lets go of it, it is pruned under the other
    (`SharedResourceWarning`; https://github.com/argoproj/argo-cd/issues/22607 and /2600). With
    `FailOnSharedResource=true` the second sync fails (Argo CD `controller/sync.go`, v3.1).

    Let one of them have it. Objects are the same where cluster, group, kind, namespace and name are. Argo
    CD's own cluster has one name everywhere, so there only Applications are compared that are surely of one
    Argo CD: those that an Application applies together, or that lie in one folder. Hooks, and files from
    which Kustomize or Helm make objects, are left out.

    It is recommended, not essential, because both Applications still sync.
    """
    where = clusters(bundles)
    seen: dict[tuple[object, ...], tuple[Applied, Facts]] = {}
    for bundle in bundles:
        it = applied(bundle)
        cluster = where.get(it.facts.ref) if it else None
        if it is None or cluster is None:
            continue
        for facts in bundle.members:
            if facts.generated or not facts.id.name or is_hook(shell(facts)):
                continue
            identity = (cluster, facts.id.group, facts.id.kind, bundle.namespace_of(facts), facts.id.name)
            other, first = seen.setdefault(identity, (it, facts))
            if other is not it and other.facts.ref != it.facts.ref:
                yield Problem(
                    f"{facts.id}: both {other.facts.id} and {it.facts.id} apply it",
                    at=_NAME,
                    resource=facts.ref,
                    related=(Related(f"applied by {other.facts.id}", _NAME, first.ref),),
                )
