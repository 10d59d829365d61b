"""Configuration of the proxy that reaches into the controller."""

import re
from collections.abc import Iterator

from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.networking._annotations import PREFIX, nginx_annotations

_DANGERS = {
    "lua": re.compile(r"\b[a-z_]*_by_lua(?:_block|_file)?\b|\blua_"),
    "alias": re.compile(r"(?:^|[;{])\s*alias\s", re.MULTILINE),
}
_EFFECTS = {
    "lua": "runs Lua inside the controller, with its rights",
    "alias": "serves files of the controller, its token among them",
}


@resource_rule(
    "ingress-snippet-dangerous",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("Ingress",),
    peers={"checkov": ("CKV_K8S_152", "CKV_K8S_154"), "kyverno": "restrict-annotations"},
    subsumes=("ingress-snippet-used",),
)
def ingress_snippet_dangerous(resource: Resource) -> Iterator[Problem]:
    """A snippet in an Ingress runs Lua, or serves files of the controller.

    Both are the ways in which CVE-2021-25742 was used: the controller's token lies in a file, and it may read
    every Secret of the cluster (https://github.com/kubernetes/ingress-nginx/issues/7837). A directive counts,
    not the word in a path or a comment.

    It is recommended because few have a good reason for it, and an error because of what is lost.
    """
    for name, value in nginx_annotations(resource):
        if name.endswith("-snippet"):
            code = "\n".join(line.partition("#")[0] for line in value.splitlines())
            for danger, pattern in _DANGERS.items():
                if pattern.search(code):
                    text = f"{resource.id}: {name} {_EFFECTS[danger]}"
                    yield Problem(text, at=key("metadata", "annotations", f"{PREFIX}{name}"))
