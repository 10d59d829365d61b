"""CA bundles that are written and injected."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mapping, mappings
from manifestlint.rulekit import At, Pointer, Problem, Profile, Severity, resource_rule

_INJECTORS = ("cert-manager.io/inject-", "service.beta.openshift.io/inject-cabundle")
_CONVERSION: Pointer = ("spec", "conversion", "webhook", "clientConfig", "caBundle")


@resource_rule(
    "argocd-ca-bundle-injected",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=(
        "APIService",
        "CustomResourceDefinition",
        "MutatingWebhookConfiguration",
        "ValidatingWebhookConfiguration",
    ),
    peers={"argocd-source-lint": "missing-ignore-diff"},
)
def argocd_ca_bundle_injected(resource: Resource) -> Iterator[Problem]:
    """A `caBundle` is written in the manifest, and an annotation lets it be injected as well.

    The injector replaces what is written, Argo CD finds a difference, and with self-heal puts the old value
    back until the injector comes again; in between the API server trusts the wrong authority and calls to
    the webhook fail (cert-manager docs, "CA Injector"; Argo CD docs, "Diff Customization").

    Leave `caBundle` out of the manifest: a field that Git does not have is no difference.

    It is an info, and strict, because it depends on self-heal, and on what the Application or argocd-cm
    ignores.
    """
    if not any(str(name).startswith(_INJECTORS) for name in mapping(resource.get("metadata", "annotations"))):
        return
    for place in _places(resource):
        if dig(resource.data, *place):
            reason = "caBundle is written here and injected in the cluster, so self-heal resets it"
            yield Problem(f"{resource.id}: {reason}", at=At(place))


def _places(resource: Resource) -> Iterator[Pointer]:
    yield ("spec", "caBundle")
    yield _CONVERSION
    for index, _ in mappings(resource.get("webhooks")):
        yield ("webhooks", index, "clientConfig", "caBundle")
