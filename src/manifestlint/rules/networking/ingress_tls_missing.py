"""Ingresses that speak plain HTTP."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.networking._ingress import SPEC, is_ingress

_ELSEWHERE = (
    "alb.ingress.kubernetes.io/certificate-arn",
    "appgw.ingress.kubernetes.io/appgw-ssl-certificate",
    "ingress.gcp.kubernetes.io/pre-shared-cert",
    "networking.gke.io/managed-certificates",
    "nginx.ingress.kubernetes.io/ssl-passthrough",
    "traefik.ingress.kubernetes.io/router.tls",
)


@resource_rule(
    "ingress-tls-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Ingress",),
    peers={"polaris": "tlsSettingsMissing", "kyverno": "require-ingress-https", "gatekeeper": "K8sHttpsOnly"},
)
def ingress_tls_missing(resource: Resource) -> Iterator[Problem]:
    """An Ingress has no `tls`.

    Passwords, cookies and content then cross the network in clear, and can be changed on the way. Name the
    hosts and the Secret with their certificate under `tls` (Kubernetes docs, "Ingress").

    Controllers that take certificates from elsewhere are told so by annotations: those of AWS, Azure, GKE and
    Traefik are known, and so is TLS that ingress-nginx passes through.

    It is strict because TLS often ends at a load balancer in front, which no manifest shows.
    """
    if not is_ingress(resource) or resource.get(*SPEC, "tls"):
        return
    notes = resource.annotations
    if not any(notes.get(name, "false") != "false" for name in _ELSEWHERE):
        yield Problem(f"{resource.id}: no tls, so requests cross the network in clear", at=at(*SPEC, "tls"))
