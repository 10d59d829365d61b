"""Groups that belong to the Kubernetes community."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.crds._schemas import is_crd

_ANNOTATION = "api-approved.kubernetes.io"
_DOMAINS = ("k8s.io", "kubernetes.io")


@resource_rule(
    "crd-group-unapproved",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_group_unapproved(resource: Resource) -> Iterator[Problem]:
    """A CustomResourceDefinition takes a group below `k8s.io` or `kubernetes.io` without approval.

    The API server refuses it (apiextensions-apiserver `pkg/apihelpers/helpers.go`,
    `IsProtectedCommunityGroup` and `GetAPIApprovalState`, v1.35): these groups are the community's. The
    annotation `api-approved.kubernetes.io` must hold the URL of the approval, or a reason that begins with
    `unapproved`.

    Put your own kinds into a group of your own domain.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    group = text(resource.get("spec", "group"))
    if resource.id.version != "v1" or not is_crd(resource) or not group.endswith(_DOMAINS):
        return
    if group not in _DOMAINS and not group.endswith(tuple(f".{domain}" for domain in _DOMAINS)):
        return
    told = resource.annotations.get(_ANNOTATION, "")
    if not told:
        reason = (
            f"the group {group} is the Kubernetes community's, and {_ANNOTATION} does not say who approved it"
        )
        yield refused(resource, reason, at("spec", "group"))
    elif not told.startswith("unapproved") and not _is_url(told):
        reason = f'{_ANNOTATION} "{told}" is no URL, and does not begin with "unapproved"'
        yield refused(resource, reason, at("metadata", "annotations", _ANNOTATION))


def _is_url(told: str) -> bool:
    try:
        parts = urlsplit(told)
    except ValueError:
        return True  # Python and Go read hosts in brackets differently
    return bool(parts.scheme and parts.netloc)
