"""Objects that do not fit into their own annotation."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import has_sync_option
from manifestlint.argocd.order import shell
from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule
from manifestlint.rules.argocd._bundle import applied

_LIMIT = 256 * 1024
_OPTIONS = ("ServerSideApply=true", "Replace=true")


@bundle_rule("argocd-object-too-large", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def argocd_object_too_large(bundle: Bundle) -> Iterator[Problem]:
    """An object is too large for Argo CD's client-side apply.

    Apply keeps the whole manifest in the annotation `kubectl.kubernetes.io/last-applied-configuration`, and
    the annotations of an object have at most 262144 bytes (Kubernetes apimachinery
    `pkg/api/validation/objectmeta.go`, `TotalAnnotationSizeLimitB`). The sync fails, because they
    are too long (https://github.com/cloudnative-pg/charts/issues/325); it is mostly the CRDs of an
    operator, or a ConfigMap with dashboards.

    Set the sync option `ServerSideApply=true`, on the object or for the Application. The size is that of the
    object as JSON.

    It is essential: the sync fails.
    """
    it = applied(bundle)
    if it is None or any(map(it.application.sync_policy.has_option, _OPTIONS)):
        return
    for facts in bundle.members:
        if facts.size <= _LIMIT or facts.generated:
            continue
        if not any(has_sync_option(shell(facts), option) for option in _OPTIONS):
            yield Problem(
                f"{facts.id}: its {facts.size} bytes are more than the {_LIMIT} that apply can note in an"
                " annotation, so the sync fails without ServerSideApply=true",
                at=At(("metadata", "name")),
                resource=facts.ref,
            )
