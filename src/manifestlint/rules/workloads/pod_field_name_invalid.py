"""Pods that name something which cannot have that name."""

from collections.abc import Iterator

from manifestlint.model.names import DNS_LABEL, DNS_SUBDOMAIN, is_dns_label, is_dns_subdomain
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule

_OBJECTS = ("serviceAccountName", "nodeName", "priorityClassName", "runtimeClassName")
_HOSTS = ("hostname", "subdomain")
_OVERRIDE = "hostnameOverride"
_LONGEST_HOST = 64


@workload_rule("pod-field-name-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def pod_field_name_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod names a service account, node, class or host in a way that nothing can be called.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidatePodSpec`,
    v1.35). `serviceAccountName`, `nodeName`, `priorityClassName` and `runtimeClassName` are names of
    objects and so DNS subdomains; `hostname` and `subdomain` are DNS labels, without dots. Empty means left
    out, except for `runtimeClassName`. `hostnameOverride` is a DNS subdomain of at most 64 characters; before
    v1.35 the server drops it.

    A StatefulSet replaces `hostname` and `subdomain` with its own, so they are not looked at there; its
    `serviceName`, which becomes the subdomain, is a DNS label from v1.35 on (`pkg/apis/apps/validation`).

    It is essential: nothing of it reaches the cluster.
    """
    for field in _OBJECTS:
        name = workload.pod.get(field)
        if isinstance(name, str) and not is_dns_subdomain(name) and (name or field == "runtimeClassName"):
            reason = f'{field} "{name}" can be the name of nothing ({DNS_SUBDOMAIN})'
            yield refused(workload, reason, At((*workload.pod_pointer, field)))
    host = workload.pod.get(_OVERRIDE)
    known = isinstance(host, str) and len(host) <= _LONGEST_HOST and is_dns_subdomain(host)
    if isinstance(host, str) and not known and workload.resource.on(35):
        reason = f'{_OVERRIDE} "{host}" is no DNS subdomain of at most {_LONGEST_HOST} characters'
        yield refused(workload, reason, At((*workload.pod_pointer, _OVERRIDE)))
    if workload.kind == "StatefulSet":
        service = workload.resource.get("spec", "serviceName")
        if isinstance(service, str) and service and not is_dns_label(service) and workload.resource.on(35):
            reason = f'serviceName "{service}" can be the name of no Service ({DNS_LABEL})'
            yield refused(workload, reason, At(("spec", "serviceName")))
        return
    for field in _HOSTS:
        name = workload.pod.get(field)
        if isinstance(name, str) and name and not is_dns_label(name):
            reason = f'{field} "{name}" is no DNS label ({DNS_LABEL})'
            yield refused(workload, reason, At((*workload.pod_pointer, field)))
