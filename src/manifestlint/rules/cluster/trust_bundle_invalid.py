"""Trust bundles that nobody could trust by."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping, text
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.cluster._signer import signer_fault

_GROUP = "certificates.k8s.io"
_BEGIN = "-----BEGIN CERTIFICATE-----"
_MOST = 1024 * 1024


@resource_rule(
    "trust-bundle-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("ClusterTrustBundle",),
)
def trust_bundle_invalid(resource: Resource) -> Iterator[Problem]:
    """A ClusterTrustBundle has no certificate, or a name that does not fit its signer.

    The API server refuses it (Kubernetes `pkg/apis/certificates/validation/validation.go`,
    `ValidateClusterTrustBundle`, and `pkg/apis/core/validation/names.go`, `ValidateClusterTrustBundleName`,
    v1.35). `trustBundle` holds at least one PEM block CERTIFICATE, in at most 1 MiB. The name of a bundle
    with a `signerName` begins with it, with colons for slashes and at its end: `example.com:signer:root`.
    Without one there is no colon in it.

    The certificates themselves are not read.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group == _GROUP:
        yield from refusals(resource, _faults(resource, mapping(resource.get("spec"))))


def _faults(resource: Resource, spec: dict[str, Any]) -> Iterator[Fault]:
    signer, bundle = text(spec.get("signerName")), spec.get("trustBundle")
    name, place = text(resource.get("metadata", "name")), at("metadata", "name")
    start = f"{signer.replace('/', ':')}:" if signer else ""
    if signer and (fault := signer_fault(signer)):
        yield f'signerName "{signer}" {fault}', at("spec", "signerName")
    if name and not name.startswith(start):
        yield f'with the signer {signer} its name begins with "{start}"', place
    elif name and not is_dns_subdomain(name.removeprefix(start)):
        yield f'"{name.removeprefix(start)}" in its name is no DNS subdomain ({DNS_SUBDOMAIN})', place
    if isinstance(bundle, str) and _BEGIN not in bundle:
        yield "trustBundle has no PEM block CERTIFICATE", at("spec", "trustBundle")
    elif isinstance(bundle, str) and len(bundle.encode()) > _MOST:
        yield (
            f"trustBundle has {len(bundle.encode())} bytes, and {_MOST} is the most",
            at("spec", "trustBundle"),
        )
