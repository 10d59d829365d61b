"""Workloads whose label says that they are another one."""

from collections.abc import Iterator

from manifestlint.model.resource import at
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Severity, workload_rule

_INSTANCE = "app.kubernetes.io/instance"


@workload_rule(
    "instance-label-mismatch",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"polaris": "metadataAndInstanceMismatched"},
)
def instance_label_mismatch(workload: Workload) -> Iterator[Problem]:
    """A workload's label `app.kubernetes.io/instance` does not go with its name.

    The label names one installation of an application (Kubernetes docs, "Recommended Labels"), and the
    workload mostly bears that name, alone or as the beginning: `shop` and `shop-web`. Another one is often
    left over from a copy, and dashboards count the workload among the wrong ones.

    It is strict because nothing binds the two.
    """
    id = workload.resource.id
    instance = workload.resource.labels.get(_INSTANCE)
    if instance and id.name and id.name != instance and not id.name.startswith(f"{instance}-"):
        text = f'{id}: the label {_INSTANCE} says "{instance}", which is not how its name begins'
        yield Problem(text, at=at("metadata", "labels", _INSTANCE))
