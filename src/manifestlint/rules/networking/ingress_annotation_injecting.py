"""Values that end up as configuration of the proxy."""

import re
from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.networking._annotations import PREFIX, nginx_annotations

_URL = re.compile(r"""[\r\n<>"'`|^\\]|[;#]\s|(?<!\$)\{|;\s*\}""")
_NAME = re.compile(r"""[\r\n"`;#]""")
_PATTERNS = {
    "auth-url": _URL,
    "auth-tls-match-cn": _NAME,
    "mirror-host": _URL,
    "mirror-target": _URL,
}


@resource_rule(
    "ingress-annotation-injecting",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("Ingress",),
    peers={"trivy": "KCV-0093"},
)
def ingress_annotation_injecting(resource: Resource) -> Iterator[Problem]:
    """A value for ingress-nginx carries signs that end a directive of its configuration.

    Up to v1.11.4 and v1.12.0 the controller writes `auth-url`, `auth-tls-match-cn`, `mirror-target` and
    `mirror-host` into its configuration as they are, so a line break, a quote or a `;` begins a directive of
    the writer's own, that runs in the controller (CVE-2025-24514, CVE-2025-1097, CVE-2025-1098,
    https://github.com/kubernetes/kubernetes/issues/131006 to 131008). Later versions refuse it. Variables
    such as `$host` or `${host}` are fine.

    It is recommended because no honest value looks so.
    """
    for name, value in nginx_annotations(resource):
        pattern = _PATTERNS.get(name)
        found = pattern.search(value.strip()) if pattern else None
        if found:
            text = f"{resource.id}: {name} has {found.group()!r}, which ends a directive of nginx"
            yield Problem(text, at=at("metadata", "annotations", f"{PREFIX}{name}"))
