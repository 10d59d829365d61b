"""Objects that a change removes, and others still name."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.references import Reference
from manifestlint.model.transition import Side, Transition
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, transition_rule
from manifestlint.rules.references._missing import sought_in
from manifestlint.rules.transitions._leaving import leaving

_KINDS = ("ConfigMap", "PersistentVolumeClaim", "Secret", "ServiceAccount")


@transition_rule(
    "reference-pruned", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1", kinds=_KINDS
)
def reference_pruned(transition: Transition) -> Iterator[Problem]:
    """The change removes a ConfigMap, Secret, claim or account that something it leaves still names.

    Argo CD prunes it (gitops-engine `pkg/sync/sync_context.go`, `pruneObject`, v3.1). Pods that run go on;
    the next one, after a rollout or on another node, does not start: a volume of it cannot be mounted, a
    variable not be filled, or the account is unknown (Kubernetes docs, "Secrets", "ConfigMaps", "Service
    Accounts"). Remove what names it first, or with the same change.

    `config-map-missing`, `secret-missing` and their like tell the same of a state, where everything is known
    that is applied to the namespace. This rule knows that the object was there, so it tells it also where
    other objects come from outside, and only there. It is essential: pods stop starting.
    """
    left = leaving(transition)
    if left is None or not left.is_deleted or left.side.id.group or left.application is None:
        return
    users = list(_users(left.side, transition))
    if users:
        count = f"{users[0][0].id} and {len(users) - 1} more" if len(users) > 1 else str(users[0][0].id)
        related = (Related("named here", At(item.pointer), facts.ref) for facts, item in users[:3])
        yield left.problem(f"new pods of {count}, which still needs it, do not start", *related)


def _users(side: Side, transition: Transition) -> Iterator[tuple[Facts, Reference]]:
    """Workloads that name it, and that nothing else in the repository serves."""
    for bundle in transition.change.after:
        if bundle.cluster != side.bundle.cluster or bundle.destination.is_known(side.namespace):
            continue
        for facts in bundle.workloads:
            named = (item for item in facts.references if _means(item, facts, bundle, side))
            first = next(named, None)
            if first and not bundle.destination.exists(side.id.kind, side.namespace, side.id.name):
                yield facts, first


def _means(reference: Reference, facts: Facts, bundle: Bundle, side: Side) -> bool:
    wanted = (side.id.group, side.id.kind, side.id.name)
    return (
        (reference.group, reference.kind, reference.name) == wanted
        and not reference.optional
        and sought_in(bundle, facts, reference) == side.namespace
    )
