"""Pods that look up names in more places than they need."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.shape import dig, mappings
from manifestlint.model.workload import Workload
from manifestlint.rulekit import (
    At,
    Fix,
    Pointer,
    Problem,
    Profile,
    Safety,
    Severity,
    appending,
    option,
    setting,
    workload_rule,
)


@dataclass(frozen=True, slots=True)
class Options:
    """The option and its value."""

    name: str = option("ndots", "The option of `dnsConfig.options` that pods must have.")
    value: str = option("2", "The value that it must have; empty where any will do.")


@workload_rule(
    "dns-option-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={"kube-linter": "dnsconfig-options"},
)
def dns_option_missing(workload: Workload, options: Options) -> Iterator[Problem]:
    """A pod does not set the DNS option that the team asks for, `ndots` as a rule.

    Kubernetes sets `ndots:5` (Kubernetes docs, "DNS for Services and Pods"): a name with fewer dots is first
    looked up in each search domain of the cluster, so `api.example.com` costs several questions in vain.
    With 2 it is asked for at once, and `service.namespace` still works. The options `name` and `value` say
    what is asked for. Pods that use the node's name servers (`dnsPolicy: Default`, or `hostNetwork` without
    `ClusterFirstWithHostNet`) are left alone.

    It is strict because only those who ask for many outside names notice it.
    """
    pod = workload.pod
    if not pod or _uses_node(workload):
        return
    for _, item in mappings(dig(pod, "dnsConfig", "options")):
        if item.get("name") == options.name and options.value in ("", item.get("value")):
            return
    wanted = f"{options.name}:{options.value}" if options.value else options.name
    place = At((*workload.pod_pointer, "dnsConfig") if "dnsConfig" in pod else workload.pod_pointer, on="key")
    yield Problem(
        f"{workload.resource.id}: dnsConfig does not set {wanted}", at=place, fix=_fix(workload, options)
    )


def _fix(workload: Workload, options: Options) -> Fix:
    path: Pointer = ("dnsConfig", "options")
    for index, item in mappings(dig(workload.pod, *path)):
        if item.get("name") == options.name:
            edit = setting(workload.pod, (*path, index, "value"), options.value, workload.pod_pointer)
            break
    else:
        item = {"name": options.name} | ({"value": options.value} if options.value else {})
        edit = appending(workload.pod, path, item, workload.pod_pointer)
    return Fix(f"set {options.name}", Safety.UNSAFE, (edit,))


def _uses_node(workload: Workload) -> bool:
    policy = workload.pod.get("dnsPolicy")
    on_host = workload.pod.get("hostNetwork") is True
    return policy == "Default" or (on_host and policy != "ClusterFirstWithHostNet")
