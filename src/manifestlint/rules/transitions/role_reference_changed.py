"""Bindings that give another role."""

from collections.abc import Iterator

from manifestlint.model.resource import at
from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Related, Severity, transition_rule
from manifestlint.rules.transitions._fields import fields
from manifestlint.rules.transitions._update import read_update

_GROUP = "rbac.authorization.k8s.io"
_ROLE = ("roleRef",)


@transition_rule(
    "role-reference-changed",
    severity=Severity.INFO,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("ClusterRoleBinding", "RoleBinding"),
)
def role_reference_changed(transition: Transition) -> Iterator[Problem]:
    """The change gives a binding another role, so the binding is deleted and created again.

    The API server refuses another `roleRef` (`pkg/apis/rbac/validation/validation.go`,
    `ValidateRoleBindingUpdate`, v1.35). Argo CD first runs `kubectl auth reconcile`, which deletes such a
    binding and creates it (gitops-engine `pkg/utils/kube/resource_ops.go`, `rbacReconcile`, v3.1);
    `kubectl apply` alone fails. In between its subjects have no rights by it, and a controller may log errors
    or stop.

    Where that matters, add a binding with another name, and remove this one in the next change.

    It is an info, since Argo CD takes care of it; recommended because rights change.
    """
    update = read_update(transition)
    if update is None or update.new.id.group != _GROUP:
        return
    for refusal in list(fields(update, _ROLE))[-1:]:
        yield Problem(
            f"{update.new.id}: {refusal.told}; Argo CD deletes the binding and creates it again, "
            "and meanwhile it gives no rights",
            at=at(*refusal.path),
            related=(Related("before", at(*refusal.path), update.old.ref),),
        )
