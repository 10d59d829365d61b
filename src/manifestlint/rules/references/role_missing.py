"""Bindings of roles that are nowhere."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "role-missing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
)
def role_missing(bundle: Bundle) -> Iterator[Problem]:
    """A binding grants a Role or ClusterRole that nothing in the repository brings.

    The binding is created, and grants nothing: every request of its subjects is refused (Kubernetes docs,
    "Using RBAC Authorization"). A Role is looked for in the binding's own namespace. The ClusterRoles that
    Kubernetes brings are known: `view`, `edit`, `admin`, `cluster-admin` and `system:*`.

    ClusterRoles come with operators and platforms too, so a missing one is told only where others are applied
    together with the binding.

    Looked at is everything that lands in the same cluster, as far as it lies here. What a controller is told
    to make counts, and so does what `external` of the PolicySet names. Nothing is said where something is
    applied to the same namespace that cannot be read here.

    Files that no Application applies need not be all there is: there, the rule speaks only if the same folder
    has Roles.

    It is recommended, not essential, because the role may be in the cluster already.
    """
    for each in missing(bundle, "Role", "ClusterRole"):
        if each.is_expected if each.reference.kind == "Role" else each.is_managed_here:
            yield each.problem("it grants nothing")
