"""Certificates and bundles of trust that a pod asks for wrongly."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import is_dns_label, is_dns_subdomain
from manifestlint.model.shape import dig, integer, mappings, text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.storage._pod_volumes import is_outside, own_volumes

_BUNDLE, _CERTIFICATE = "clusterTrustBundle", "podCertificate"
_KEYS = ("RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519")
_PATHS = ("credentialBundlePath", "keyPath", "certificateChainPath")
_SHORTEST, _LONGEST, _LONGEST_OWN = 3600, 91 * 86400, 86400


@workload_rule(
    "projected-certificate-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("volumes",),
)
def projected_certificate_invalid(workload: Workload) -> Iterator[Problem]:
    """A projected `clusterTrustBundle` or `podCertificate` lacks a signer, a key type or a path.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateProjectionSources`, v1.37). A bundle is found by its `name` or by `signerName`, never by both,
    and a `labelSelector` goes only with the signer. A certificate has a signer (`example.com/name`), a known
    `keyType`, at least one of three paths, and lasts between an hour and 91 days, or one day with a signer
    of Kubernetes. Paths lie inside the volume.

    Before v1.37 both are dropped unless a feature gate is on, and nothing is told.

    It is essential: nothing of it reaches the cluster.
    """
    if not workload.resource.on(37):
        return
    for start, volume in own_volumes(workload):
        for index, source in mappings(dig(volume, "projected", "sources")):
            pointer = (*start, "projected", "sources", index)
            for kind, judge in ((_BUNDLE, _bundle_faults), (_CERTIFICATE, _certificate_faults)):
                if isinstance(source.get(kind), dict):
                    yield from refusals(workload, judge((*pointer, kind), source[kind]))


def _bundle_faults(pointer: Pointer, bundle: dict[str, Any]) -> Iterator[Fault]:
    name, signer = bundle.get("name"), bundle.get("signerName")
    if (name is None) == (signer is None):
        yield f"a {_BUNDLE} needs either name or signerName", At(pointer)
    elif isinstance(signer, str) and not _is_signer(signer):
        yield f'signerName "{signer}" is no domain with a name', At((*pointer, "signerName"))
    elif isinstance(name, str) and not is_dns_subdomain(name.replace(":", "-")):
        yield f'"{name}" can be the name of no ClusterTrustBundle', At((*pointer, "name"))
    if name is not None and signer is None and bundle.get("labelSelector") is not None:
        yield "a labelSelector goes only with signerName", At((*pointer, "labelSelector"), on="key")
    yield from _path_faults(pointer, bundle, "path", needed=True)


def _certificate_faults(pointer: Pointer, certificate: dict[str, Any]) -> Iterator[Fault]:
    signer, kind = text(certificate.get("signerName")), certificate.get("keyType")
    if isinstance(certificate.get("signerName"), str) and not _is_signer(signer):
        yield f'signerName "{signer}" is no domain with a name', At((*pointer, "signerName"))
    if isinstance(kind, str) and kind not in _KEYS:
        yield f'keyType "{kind}" is not one of {", ".join(_KEYS)}', At((*pointer, "keyType"))
    seconds = integer(certificate.get("maxExpirationSeconds"))
    most = _LONGEST_OWN if signer.partition("/")[0].endswith("kubernetes.io") else _LONGEST
    if seconds is not None and not _SHORTEST <= seconds <= most:
        reason = f"maxExpirationSeconds {seconds} is not between {_SHORTEST} and {most}"
        yield reason, At((*pointer, "maxExpirationSeconds"))
    if not any(certificate.get(field) for field in _PATHS):
        yield f"a {_CERTIFICATE} needs one of {', '.join(_PATHS)}", At(pointer)
    for field in _PATHS:
        yield from _path_faults(pointer, certificate, field, needed=False)


def _path_faults(pointer: Pointer, source: dict[str, Any], field: str, *, needed: bool) -> Iterator[Fault]:
    path = source.get(field)
    if path == "" and needed:
        yield f"{field} is empty", At((*pointer, field))
    elif isinstance(path, str) and (is_outside(path) or path.startswith("..")):
        yield f'{field} "{path}" leads out of the volume', At((*pointer, field))


def _is_signer(name: str) -> bool:
    domain, _, path = name.partition("/")
    known = "." in domain and all(map(is_dns_label, domain.split(".")))
    return known and "/" not in path and all(map(is_dns_subdomain, path.split(".")))
