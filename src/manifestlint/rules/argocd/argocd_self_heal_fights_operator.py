"""Secrets that Git and an operator both write."""

from collections.abc import Iterator

from manifestlint.argocd.application import Application
from manifestlint.argocd.ignored import ignored
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule
from manifestlint.rules.argocd._bundle import applied

_NAME = At(("metadata", "name"))


@bundle_rule(
    "argocd-self-heal-fights-operator",
    severity=Severity.INFO,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"argocd-source-lint": "missing-ignore-diff"},
)
def argocd_self_heal_fights_operator(bundle: Bundle) -> Iterator[Problem]:
    """An object with content of its own is also filled by an operator, and Argo CD's self-heal undoes that.

    The Secret of a cert-manager Certificate, an ExternalSecret or a SealedSecret belongs to its controller.
    Where the same object is among the manifests with other content, Argo CD finds a difference and puts its
    own values back, the controller writes again, and whoever reads it gets now one and now the other (Argo CD
    docs, "Diff Customization"). What only the operator makes, and no manifest, is never touched.

    Remove the object from Git, or let the Application ignore its differences together with
    `RespectIgnoreDifferences=true`.

    It is an info because it depends on the operator, and on what argocd-cm ignores for all Applications;
    recommended because pods then read a wrong password or certificate.
    """
    it = applied(bundle)
    if it is None or not it.application.sync_policy.heals:
        return
    made = {
        (product.kind, product.namespace or bundle.namespace_of(facts), product.name): facts
        for facts in bundle.members
        for product in facts.products
    }
    for facts in bundle.members:
        maker = made.get((facts.id.kind, bundle.namespace_of(facts), facts.id.name))
        if facts.keys and maker is not None and not _is_ignored(it.application, bundle, facts):
            yield Problem(
                f"{facts.id}: self-heal puts back what {maker.id} writes there",
                at=_NAME,
                resource=facts.ref,
                related=(Related("the other writer", _NAME, maker.ref),),
            )


def _is_ignored(application: Application, bundle: Bundle, facts: Facts) -> bool:
    return any(ignored(application, facts.id, bundle.namespace_of(facts)))
