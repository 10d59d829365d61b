"""Gatekeeper constraints that allow more images than they seem to."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Pointer, Problem, Profile, Severity, resource_rule

_GROUP = "constraints.gatekeeper.sh"
_REPOS: Pointer = ("spec", "parameters", "repos")
_ENDS = ("/", ":", "@")


@resource_rule(
    "allowed-repository-ambiguous",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("K8sAllowedRepos",),
    peers={"trivy": "KSV-0124"},
)
def allowed_repository_ambiguous(resource: Resource) -> Iterator[Problem]:
    """A Gatekeeper constraint allows every image whose name merely begins like the one that is meant.

    `K8sAllowedRepos` compares beginnings of texts (gatekeeper-library
    `library/general/allowedrepos/template.yaml`): `registry.example.com` also allows
    `registry.example.com.attacker.net/app`, and `ghcr.io/acme` also `ghcr.io/acme-labs/app`.

    End the entry with `/`, or with `:` or `@` after a repository. A complete digest needs no end.

    It is recommended because anybody can register such a name, and the constraint lets it in.
    """
    if resource.id.group != _GROUP:
        return
    for index, prefix in enumerate(sequence(resource.get(*_REPOS))):
        if isinstance(prefix, str) and not prefix.endswith(_ENDS) and "@sha256:" not in prefix:
            text = f'{resource.id}: "{prefix}" also allows images from "{prefix}..." of somebody else'
            yield Problem(text, at=at(*_REPOS, index))
