"""Pods that name something which cannot have that name."""

from collections.abc import Iterator

from manifestlint.model.names import DNS_LABEL, DNS_SUBDOMAIN, is_dns_label, is_dns_subdomain
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule

_OBJECTS = ("serviceAccountName", "nodeName", "priorityClassName", "runtimeClassName")
_HOSTS = ("hostname", "subdomain")


@workload_rule("pod-field-name-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def pod_field_name_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod names a service account, node, class or host in a way that nothing can be called.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidatePodSpec`,
    v1.35). `serviceAccountName`, `nodeName`, `priorityClassName` and `runtimeClassName` are names of
    objects and so DNS subdomains; `hostname` and `subdomain` are DNS labels, without dots. Empty means left
    out, except for `runtimeClassName`.

    A StatefulSet replaces `hostname` and `subdomain` with its own, so they are not looked at there.

    It is essential: nothing of it reaches the cluster.
    """
    for field in _OBJECTS:
        name = workload.pod.get(field)
        if isinstance(name, str) and not is_dns_subdomain(name) and (name or field == "runtimeClassName"):
            reason = f'{field} "{name}" can be the name of nothing ({DNS_SUBDOMAIN})'
            yield refused(workload, reason, At((*workload.pod_pointer, field)))
    if workload.kind == "StatefulSet":
        return
    for field in _HOSTS:
        name = workload.pod.get(field)
        if isinstance(name, str) and name and not is_dns_label(name):
            reason = f'{field} "{name}" is no DNS label ({DNS_LABEL})'
            yield refused(workload, reason, At((*workload.pod_pointer, field)))
