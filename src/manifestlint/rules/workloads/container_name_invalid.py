"""Containers whose names cannot be theirs."""

from collections.abc import Iterator

from manifestlint.model.names import DNS_LABEL, is_dns_label
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, refused


@container_rule("container-name-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def container_name_invalid(container: Container) -> Iterator[Problem]:
    """A container's name is no DNS label.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateContainerCommon`, v1.35): lower case, digits and `-`, at most 63 characters. Dots, `_` and
    upper case, as image names and class names have them, are the usual reason.

    It is essential: nothing of it reaches the cluster.
    """
    name = container.get("name")
    if isinstance(name, str) and not is_dns_label(name):
        yield refused(container, f'name "{name}" is no DNS label ({DNS_LABEL})', container.at("name"))
