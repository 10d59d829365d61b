"""Applications whose destination is not where their objects go."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import is_argocd
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule


@bundle_rule("argocd-namespace-mismatch", severity=Severity.ERROR, profile=Profile.RECOMMENDED, since="0.1")
def argocd_namespace_mismatch(bundle: Bundle) -> Iterator[Problem]:
    """An Argo CD Application's destination is a namespace that none of its objects uses.

    The destination's namespace counts only for objects that name none (Argo CD
    `pkg/apis/application/v1alpha1/types.go`, `ApplicationDestination`, v3.1). Where all of them name
    another one, one of the two is a slip: the objects land elsewhere than the Application says,
    `CreateNamespace=true` creates a namespace that stays empty, and the next object that names none is
    alone in it.

    An Application may well apply to several namespaces, so nothing is said as long as one of its objects
    lands in the destination or is the Namespace of that name. Argo CD's own objects are not counted, nor
    are cluster-wide kinds; a custom kind of unknown scope that names no namespace may land there.

    It is recommended, not essential, because the sync itself may succeed.
    """
    application = bundle.application
    claim = application.application if application else None
    if application is None or claim is None or not claim.namespace:
        return
    if any(_uses(bundle, facts, claim.namespace) for facts in bundle.members):
        return
    strangers = [facts for facts in bundle.members if _is_counted(bundle, facts)]
    if not strangers:
        return
    others = ", ".join(sorted({facts.id.namespace for facts in strangers}))
    yield Problem(
        f"{application.id}: no object uses the destination's namespace {claim.namespace}; all name {others}",
        at=At(("spec", "destination", "namespace")),
        resource=application.ref,
        related=(Related(f"where {strangers[0].id} lands", At(("metadata", "namespace")), strangers[0].ref),),
    )


def _is_counted(bundle: Bundle, facts: Facts) -> bool:
    id = facts.id
    return not is_argocd(id.group, id.kind) and bundle.has_namespace(id.group, id.kind) is not False


def _uses(bundle: Bundle, facts: Facts, namespace: str) -> bool:
    if (facts.id.group, facts.id.kind) == ("", "Namespace"):
        return facts.id.name == namespace
    return _is_counted(bundle, facts) and facts.id.namespace in {"", namespace}
