"""Updates that cannot get on."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from manifestlint.core.words import counted
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.strategy import rolling_bounds
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule, option

_KINDS = frozenset({"DaemonSet", "Deployment"})
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Options:
    """What the manifests do not say."""

    nodes: int = option(
        0, "How many nodes the pods may run on; 0 where that is not known, and then not asked.", minimum=0
    )


@bundle_rule("rollout-blocked", severity=Severity.ERROR, profile=Profile.RECOMMENDED, since="0.1")
def rollout_blocked(bundle: Bundle, options: Options) -> Iterator[Problem]:
    """No new pod finds a place, and no old pod may go before there is one.

    With `maxUnavailable: 0`, also where 25% of fewer than four pods is rounded down to it, an update begins
    with a new pod (Kubernetes docs, "Deployments"). It stays `Pending`, or is not even created, where

    * a ResourceQuota of the namespace, where that is known, has no room for one pod more; counted are the
      pods of this bundle when they are fewest, and quotas without scopes (docs, "Resource Quotas");
    * the old pod has the `hostPort`, which no second pod on that node can have: in a DaemonSet with
      `maxSurge`, and in a Deployment that is bound to one node by name
      (`pkg/scheduler/framework/plugins/nodeports/node_ports.go`, v1.35);
    * required anti-affinity, or a `hostPort`, lets each node have one pod, and there are no more nodes than
      pods: for this the option `nodes` says how many there are.

    A PodDisruptionBudget never blocks an update, for controllers do not ask it (Kubernetes docs,
    "Disruptions"). Write `maxSurge: 0` and `maxUnavailable: 1`, or make room.

    It is recommended because Argo CD shows the sync as done, and the old version goes on running.
    """
    for workload in bundle.workloads:
        if workload.id.kind in _KINDS and workload.id.group == "apps" and _adds_first(bundle, workload):
            yield from _crowded(bundle, workload, options.nodes)
            if workload.id.kind == "Deployment":
                yield from _over_quota(bundle, workload)


def _adds_first(bundle: Bundle, workload: Facts) -> bool:
    """Whether no old pod goes before a new one is ready."""
    strategy = workload.strategy
    if strategy is None or strategy.type != "RollingUpdate":
        return False
    if strategy.per_node:
        bounds = rolling_bounds(strategy, 1)
        return bounds is not None and bounds[0] > 0 and bounds[1] == 0
    pods = _fewest(bundle, workload)
    bounds = rolling_bounds(strategy, pods)
    return pods > 0 and bounds is not None and bounds[0] > 0 and bounds[1] == 0


def _fewest(bundle: Bundle, workload: Facts) -> int:
    return bundle.fewest_pods(workload) or 0


def _crowded(bundle: Bundle, workload: Facts, nodes: int) -> Iterator[Problem]:
    update = workload.update
    place = update and (update.host_port or update.apart)
    if update is None or not place:
        return
    what = "the old pod has its hostPort" if update.host_port else "anti-affinity allows one pod per node"
    pods = _fewest(bundle, workload)
    if workload.id.kind == "DaemonSet":
        if not update.host_port:
            return
        why = f"{what}, so with maxSurge the new pod on a node is never scheduled"
    elif update.one_node:
        why = f"{what} and both are bound to one node, so the new pod is never scheduled"
    elif nodes and pods >= nodes:
        room = f"{counted(nodes, 'node')} for {counted(pods, 'pod')}"
        why = f"each node can have one pod, and with {room} there is no place for a new one"
    else:
        return
    yield Problem(f"{workload.id}: {why}", at=At(place), resource=workload.ref)


def _over_quota(bundle: Bundle, workload: Facts) -> Iterator[Problem]:
    namespace, update = bundle.namespace_of(workload), workload.update
    landed = bundle.destination.brings("ResourceQuota", namespace) if namespace else ()
    for quota in (each.facts for each in landed if each.namespace == namespace):
        near = [each for each in bundle.workloads if bundle.namespace_of(each) == namespace]
        for name, hard in quota.quota_limits:
            used = sum((_asked(each, name) * _fewest(bundle, each) for each in near), Fraction())
            if update and used <= hard < used + _asked(workload, name):
                text = (
                    f"{workload.id}: an update needs one pod more, and {quota.id} has no room for it:"
                    f" {name} {_number(used)} of {_number(hard)} in use"
                )
                limit = Related("the limit", At(("spec", "hard")), quota.ref)
                at = At(workload.strategy.pointer if workload.strategy else ("spec",))
                yield Problem(text, at=at, resource=workload.ref, related=(limit,))
                return


def _asked(workload: Facts, name: str) -> Fraction:
    return workload.update.asks.get(name, Fraction()) if workload.update else Fraction()


def _number(amount: Fraction) -> str:
    """Bytes in Mi, as people write them."""
    return f"{float(amount / _MEBIBYTE):g}Mi" if amount >= _MEBIBYTE else f"{float(amount):g}"
