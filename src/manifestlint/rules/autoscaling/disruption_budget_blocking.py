"""Budgets by which no pod may ever go."""

from collections.abc import Iterator

from manifestlint.core.words import counted
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule

_ALWAYS = {"maxUnavailable": (0, "0%"), "minAvailable": ("100%",)}


@bundle_rule(
    "disruption-budget-blocking",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={
        "kube-linter": ("pdb-max-unavailable", "pdb-min-available"),
        "polaris": ("pdbDisruptionsIsZero", "pdbMinAvailableGreaterThanHPAMinReplicas"),
        "kyverno": (
            "deployment-replicas-higher-than-pdb",
            "pdb-maxunavailable",
            "pdb-minavailable-check",
            "require-replicas-allow-disruption",
        ),
        "gatekeeper": "K8sPodDisruptionBudget",
    },
)
def disruption_budget_blocking(bundle: Bundle) -> Iterator[Problem]:
    """A PodDisruptionBudget allows no pod to be evicted.

    Draining a node then never ends: upgrades of the cluster stand still until somebody deletes the pod or the
    budget by hand (Kubernetes docs, "Disruptions"). Of healthy pods as many may go as `maxUnavailable` says,
    or as there are above `minAvailable`; percentages are rounded up, so 50% of one pod is that pod
    (Kubernetes `pkg/controller/disruption/disruption.go`, `getExpectedPodCount`, v1.35).

    `maxUnavailable: 0` and `minAvailable: 100%` block always. Otherwise the pods of all workloads that the
    budget selects are counted, where an autoscaler sets their number at its minimum: it goes there in quiet
    hours, which is when nodes are drained. A DaemonSet's, a Job's and bare pods have no such number, and a
    budget that selects one of them, or a workload with no replicas, is not counted.

    Use `maxUnavailable: 1`, or more replicas.

    It is recommended because an upgrade that stands still is found out at night.
    """
    for facts in bundle.members:
        budget = facts.budget
        if budget is None or budget.written is None:
            continue
        if budget.written in _ALWAYS[budget.field]:
            yield _problem(facts, "no pod may ever be evicted")
        elif not bundle.partial and (workloads := list(bundle.chosen_by(facts))):
            pods = _pods(bundle, workloads)
            if pods and budget.allows(pods) == 0:
                them = f"none of {pods} pods may" if pods > 1 else "the only pod may not"
                yield _problem(facts, f"{them} be evicted", workloads, bundle)


def _pods(bundle: Bundle, workloads: list[Facts]) -> int | None:
    """How many pods there are when there are the fewest; None where nobody here knows."""
    counts = [bundle.fewest_pods(workload) for workload in workloads]
    known = [count for count in counts if count]
    return sum(known) if len(known) == len(counts) else None


def _problem(
    facts: Facts, effect: str, workloads: list[Facts] | None = None, bundle: Bundle | None = None
) -> Problem:
    budget = facts.budget
    field, written = (budget.field, budget.written) if budget else ("", "")
    return Problem(
        f"{facts.id}: {field} {written}, so {effect}",
        at=At(("spec", field)),
        resource=facts.ref,
        related=tuple(_source(bundle, each) for each in workloads or () if bundle),
    )


def _source(bundle: Bundle, workload: Facts) -> Related:
    scaler = bundle.scaler_of(workload)
    if scaler and scaler.scaler:
        at_least = counted(scaler.scaler.min_replicas, "pod")
        return Related(f"{scaler.id} goes down to {at_least}", At(("spec",), on="key"), scaler.ref)
    pods = counted(workload.replicas or 0, "pod")
    return Related(f"{workload.id} has {pods}", At(("spec", "replicas")), workload.ref)
