"""Objects that land outside the team's namespace."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import is_argocd, is_namespaced
from manifestlint.rulekit import At, Pointer, Problem, Profile, Severity, bundle_rule, option

_OWN: Pointer = ("metadata", "namespace")
_NAME: Pointer = ("metadata", "name")
_DESTINATION: Pointer = ("spec", "destination", "namespace")
_DEEDS = {_OWN: "lands in namespace {}, not in {}", _NAME: "makes namespace {}, not {}"}


@dataclass(frozen=True, slots=True)
class Options:
    """Where things belong."""

    namespace: str = option("", "The namespace in which everything belongs.", needed=True)


@bundle_rule(
    "namespace-unexpected",
    severity=Severity.ERROR,
    profile=Profile.STRICT,
    since="0.1",
    subsumes=("argocd-namespace-mismatch",),
)
def namespace_unexpected(bundle: Bundle, options: Options) -> Iterator[Problem]:
    """An object lands in another namespace than the team's.

    A slip in one letter makes a second, half-empty deployment, and the first goes on running the old
    version or is pruned. Set the option `namespace`; without it the rule says nothing.

    Judged is the namespace in which an object really lands: its own, else the `spec.destination.namespace`
    of the Application that applies it (Argo CD `ApplicationDestination`, v3.1). Where that destination is
    wrong, it is told once, at the destination. Also told: a Namespace of another name, and an Application
    of another destination, unless that is where Argo CD itself lives (`spec.argocd.namespace` of the
    PolicySet), as in an app of apps. Argo CD's own objects, objects without a namespace (see
    `namespace-missing`) and cluster-wide kinds are left alone.

    Where several namespaces are right, give their paths or Applications other options in `spec.overrides`.

    It is strict because only the team knows the namespace.
    """
    if not options.namespace:
        return
    for facts in bundle.members:
        namespace, pointer = _placed(facts)
        if namespace in {"", options.namespace}:
            continue
        if pointer == _DESTINATION and namespace == bundle.argocd_namespace:
            continue
        deed = _DEEDS.get(pointer, "applies to namespace {}, not to {}")
        text = f"{facts.id}: {deed.format(namespace, options.namespace)}"
        yield Problem(text, at=At(pointer), resource=facts.ref)


def _placed(facts: Facts) -> tuple[str, Pointer]:
    """The namespace that an object lands in, makes or sends others to, and where that is said."""
    id = facts.id
    if (id.group, id.kind) == ("", "Namespace"):
        return id.name, _NAME
    if facts.application:
        return facts.application.namespace, _DESTINATION
    if is_argocd(id.group, id.kind) or is_namespaced(id.group, id.kind) is False:
        return "", _OWN
    return id.namespace, _OWN
