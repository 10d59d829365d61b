"""Namespaces whose Pod Security labels say nothing."""

from collections.abc import Iterator

from manifestlint.core.words import enumerated
from manifestlint.model.pod_security import PREFIX, Level, is_version
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule

_MODES = ("enforce", "warn", "audit")
_LEVELS = tuple(Level)


@resource_rule(
    "pod-security-label-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Namespace",),
)
def pod_security_label_invalid(resource: Resource) -> Iterator[Problem]:
    """A Namespace has a Pod Security label with a level or version that there is not.

    The API server refuses to create the namespace, or to bring such a label into it
    (k8s.io/pod-security-admission `admission/admission.go`, `ValidateNamespace`, and `api/helpers.go`,
    `PolicyToEvaluate`, v0.37). A level is `privileged`, `baseline` or `restricted`, a version `latest` or
    `v1.` and a number; both are compared letter by letter.

    It is essential: the namespace is missing, and with it everything that belongs into it.
    """
    if resource.id.group:
        return
    labels = resource.labels
    for mode in _MODES:
        level, version = labels.get(PREFIX + mode), labels.get(f"{PREFIX}{mode}-version")
        if level is not None and level not in _LEVELS:
            reason = f'{mode} is "{level}", not one of {enumerated(_LEVELS, "or")}'
            yield refused(resource, reason, at("metadata", "labels", PREFIX + mode))
        if version is not None and not is_version(version):
            reason = f'{mode}-version is "{version}", neither "latest" nor like "v1.35"'
            yield refused(resource, reason, at("metadata", "labels", f"{PREFIX}{mode}-version"))
