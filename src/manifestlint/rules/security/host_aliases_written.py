"""Pods with names of hosts of their own."""

from collections.abc import Iterator

from manifestlint.model.shape import sequence
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, workload_rule


@workload_rule(
    "host-aliases-written",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"trivy": "KSV-0007"},
)
def host_aliases_written(workload: Workload) -> Iterator[Problem]:
    """A pod writes addresses of hosts into its `/etc/hosts`.

    They come before what the DNS says (Kubernetes docs, "Adding entries to Pod /etc/hosts with HostAliases"),
    so a host that moves is looked for at its old address, and a name can be led astray where nobody looks for
    it. Give the name to a Service, or put it into the DNS.

    It is strict because a fixed address is at times the only way to reach an old system.
    """
    if sequence(workload.pod.get("hostAliases")):
        text = f"{workload.resource.id}: hostAliases come before the DNS, also once a host has moved"
        yield Problem(text, At((*workload.pod_pointer, "hostAliases"), on="key"))
