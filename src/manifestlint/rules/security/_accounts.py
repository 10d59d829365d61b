"""The ServiceAccounts under which pods run, and whether they get a token."""

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.references import Reference
from manifestlint.rulekit import At, Pointer

DEFAULT = "default"
"""The account of pods that name none; every namespace has it."""
_ACCOUNT = "ServiceAccount"


def named_account(facts: Facts) -> Reference | None:
    """The account that a workload names."""
    return next((each for each in facts.references if each.kind == _ACCOUNT and not each.group), None)


def account_of(facts: Facts) -> str:
    """The account under which its pods run."""
    named = named_account(facts)
    return named.name if named else DEFAULT


def account_at(facts: Facts) -> At:
    """Where a workload names its account; where it names none, the spec of its pods."""
    named = named_account(facts)
    return At(named.pointer) if named else At(pod_spec(facts), on="key")


def pod_spec(facts: Facts) -> Pointer:
    """Where the spec of a workload's pods stands."""
    return (*facts.pod.labels_pointer[:-2], "spec") if facts.pod else ("spec",)


def gets_token(bundle: Bundle, facts: Facts) -> bool | None:
    """Whether a workload's pods get a token; None where the account may say it and is not known here.

    The pod's word counts before that of the account, and without either it gets one (Kubernetes
    `plugin/pkg/admission/serviceaccount/admission.go`, `shouldAutomount`, v1.35).
    """
    if facts.mounts_token is not None:
        return facts.mounts_token
    name = account_of(facts)
    found = bundle.destination.find(_ACCOUNT, bundle.namespace_of(facts), name)
    if not found:
        return True if name == DEFAULT else None
    if len(found) > 1 or found[0].is_made:
        return None
    return found[0].facts.mounts_token is not False


class Bound:
    """The accounts to which bindings of the same cluster give rights."""

    def __init__(self, bundle: Bundle) -> None:
        self._namespaces: dict[str, set[str]] = {}
        for kind in ("ClusterRoleBinding", "RoleBinding"):
            for landing in bundle.destination.brings(kind, ""):
                for subject in landing.facts.references:
                    if subject.kind == _ACCOUNT:
                        there = subject.namespace or landing.namespace
                        self._namespaces.setdefault(subject.name, set()).add(there)

    def has(self, namespace: str, name: str) -> bool:
        """Whether an account is among them; a namespace that nobody says may be any."""
        found = self._namespaces.get(name, set())
        return bool(found) and (not namespace or namespace in found or "" in found)
