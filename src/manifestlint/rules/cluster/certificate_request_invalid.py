"""Requests for certificates that no one could sign."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, mapping, sequence
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.cluster._signer import signer_fault

_GROUP = "certificates.k8s.io"
_SHORTEST = 600
_BEGIN = b"-----BEGIN CERTIFICATE REQUEST-----"
_LEGACY = "kubernetes.io/legacy-unknown"
_USAGES = (
    "any",
    "cert sign",
    "client auth",
    "code signing",
    "content commitment",
    "crl sign",
    "data encipherment",
    "decipher only",
    "digital signature",
    "email protection",
    "encipher only",
    "ipsec end system",
    "ipsec tunnel",
    "ipsec user",
    "key agreement",
    "key encipherment",
    "microsoft sgc",
    "netscape sgc",
    "ocsp signing",
    "s/mime",
    "server auth",
    "signing",
    "timestamping",
)


@resource_rule(
    "certificate-request-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CertificateSigningRequest",),
)
def certificate_request_invalid(resource: Resource) -> Iterator[Problem]:
    """A CertificateSigningRequest holds no request, or names usages or a signer that do not exist.

    The API server refuses it (Kubernetes `pkg/apis/certificates/validation/validation.go`,
    `validateCertificateSigningRequest`, v1.35). `request` is the PEM block CERTIFICATE REQUEST in base64;
    `usages` has at least one of the known usages, none twice; `signerName` is a domain, a slash and a path,
    and not the legacy one; `expirationSeconds` is at least 600.

    What the request itself says is not read, nor its signature checked.

    It is essential: nothing of it reaches the cluster.
    """
    if (resource.id.group, resource.id.version) == (_GROUP, "v1"):
        yield from refusals(resource, _faults(mapping(resource.get("spec"))))


def _faults(spec: dict[str, Any]) -> Iterator[Fault]:
    usages, seconds = sequence(spec.get("usages")), integer(spec.get("expirationSeconds"))
    if spec.get("usages") in (None, []):
        yield "there are no usages", at("spec")
    for index, usage in enumerate(usages):
        if usage in usages[:index]:
            yield f'usages has "{usage}" twice', at("spec", "usages", index)
        elif isinstance(usage, str) and usage not in _USAGES:
            yield f'usage "{usage}" is not one of {", ".join(_USAGES)}', at("spec", "usages", index)
    signer = spec.get("signerName")
    if signer == _LEGACY:
        yield f"signerName {_LEGACY} went with v1beta1", at("spec", "signerName")
    elif isinstance(signer, str) and (fault := signer_fault(signer)):
        yield f'signerName "{signer}" {fault}', at("spec", "signerName")
    if seconds is not None and seconds < _SHORTEST:
        yield f"expirationSeconds {seconds} is less than {_SHORTEST}", at("spec", "expirationSeconds")
    if isinstance(spec.get("request"), str) and not _has_request(spec["request"]):
        yield "request is no PEM block CERTIFICATE REQUEST in base64", at("spec", "request")


def _has_request(written: str) -> bool:
    try:
        return _BEGIN in base64.b64decode("".join(written.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
