"""Configuration of the proxy inside an Ingress."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.networking._annotations import PREFIX, nginx_annotations


@resource_rule(
    "ingress-snippet-used",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("Ingress",),
    peers={"checkov": "CKV_K8S_153", "kyverno": "disallow-ingress-nginx-custom-snippets"},
)
def ingress_snippet_used(resource: Resource) -> Iterator[Problem]:
    """An Ingress brings its own piece of nginx configuration in an annotation.

    ingress-nginx refuses such an Ingress unless its operators allow it: `allow-snippet-annotations` is off by
    default from v1.9 on, and from v1.12 on the highest `annotations-risk-level` is needed too (ingress-nginx
    docs, "ConfigMaps"). Where it is allowed, whoever may write an Ingress can read every Secret that the
    controller can (CVE-2021-25742, https://github.com/kubernetes/ingress-nginx/issues/7837).

    Most of what snippets do has an annotation of its own (headers, redirects, limits, authentication).

    It is recommended because the sync fails on a controller with its defaults.
    """
    for name, _ in nginx_annotations(resource):
        if name.endswith("-snippet"):
            text = (
                f"{resource.id}: {name} is refused by ingress-nginx's defaults, and dangerous where allowed"
            )
            yield Problem(text, at=key("metadata", "annotations", f"{PREFIX}{name}"))
