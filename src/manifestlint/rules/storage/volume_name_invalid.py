"""Volumes whose names cannot be theirs."""

from collections.abc import Iterator

from manifestlint.model.names import DNS_LABEL, is_dns_label
from manifestlint.model.shape import dig, mappings
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule
from manifestlint.rules.storage._pod_volumes import own_volumes


@workload_rule(
    "volume-name-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("volumes", "volumeClaimTemplates"),
)
def volume_name_invalid(workload: Workload) -> Iterator[Problem]:
    """A volume's name is no DNS label.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateVolumes`,
    v1.35): lower case, digits and `-`, at most 63 characters. File names (`nginx.conf`) and variables
    (`app_data`) are the usual reason. The items of a StatefulSet's `volumeClaimTemplates` become volumes of
    its pods, and need such a name too.

    It is essential: nothing of it reaches the cluster.
    """
    if workload.kind == "StatefulSet":
        yield from _claim_problems(workload)
    for pointer, volume in own_volumes(workload):
        name = volume.get("name")
        if isinstance(name, str) and not is_dns_label(name):
            reason = f'"{name}" can be the name of no volume ({DNS_LABEL})'
            yield refused(workload, reason, At((*pointer, "name")))


def _claim_problems(workload: Workload) -> Iterator[Problem]:
    field = ("spec", "volumeClaimTemplates")
    for index, template in mappings(workload.resource.get(*field)):
        name = dig(template, "metadata", "name")
        if name in (None, ""):
            place = At((*field, index, "metadata", "name"))
            yield refused(workload, "an item of volumeClaimTemplates has no metadata.name", place)
        elif isinstance(name, str) and not is_dns_label(name):
            reason = f'"{name}" can be the name of no volume ({DNS_LABEL})'
            yield refused(workload, reason, At((*field, index, "metadata", "name")))
