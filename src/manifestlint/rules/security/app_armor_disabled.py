"""Containers without AppArmor."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import runtime_default


@workload_rule(
    "app-armor-disabled",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "trivy": "KSV-0002",
        "kyverno": "restrict-apparmor-profiles",
        "gatekeeper": "K8sPSPAppArmor",
    },
)
def app_armor_disabled(workload: Workload) -> Iterator[Problem]:
    """A pod turns AppArmor off for its containers.

    On nodes with AppArmor the runtime's own profile is in force unless the pod asks for `Unconfined`
    (Kubernetes docs, "Pod Security Standards", control AppArmor, level baseline). Judged are the field
    `appArmorProfile`, which there is since 1.30, and the older annotation
    `container.apparmor.security.beta.kubernetes.io/<container>`.

    Take the setting out, write `RuntimeDefault`, or load a profile of your own on the nodes and name it
    with `Localhost`.

    It is recommended, since somebody turned a protection off that costs nothing.
    """
    return told(
        pod_baseline.app_armor_disabled(workload),
        "nothing keeps its processes from files and mounts that the runtime would deny",
        runtime_default,
    )
