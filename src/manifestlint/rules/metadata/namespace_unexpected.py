"""Objects that land outside the team's namespace."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Fix, Problem, Profile, Safety, SetValue, Severity, bundle_rule, option
from manifestlint.rules.metadata._places import DESTINATION, NAME, OWN, placed

_DEEDS = {OWN: "lands in namespace {}, not in {}", NAME: "makes namespace {}, not {}"}


@dataclass(frozen=True, slots=True)
class Options:
    """Where things belong."""

    namespace: str = option("", "The namespace in which everything belongs.", needed=True)


@bundle_rule(
    "namespace-unexpected",
    severity=Severity.ERROR,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    subsumes=("argocd-namespace-mismatch", "namespace-default"),
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
        namespace, pointer = placed(facts)
        if namespace in {"", options.namespace}:
            continue
        if pointer == DESTINATION and namespace == bundle.argocd_namespace:
            continue
        deed = _DEEDS.get(pointer, "applies to namespace {}, not to {}")
        text = f"{facts.id}: {deed.format(namespace, options.namespace)}"
        fix = Fix(f"write {options.namespace}", Safety.UNSAFE, (SetValue(pointer, options.namespace),))
        yield Problem(text, at=At(pointer), resource=facts.ref, fix=fix if pointer == OWN else None)
