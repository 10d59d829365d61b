"""Secrets in objects that are not meant to keep any."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.resource import Resource, key
from manifestlint.model.shape import strings
from manifestlint.model.sops import is_encrypted
from manifestlint.rulekit import Problem, Profile, Severity, option, resource_rule
from manifestlint.rules.security._secrets import HARMLESS, NAMES, is_secret, secret_line, shape_of


@dataclass(frozen=True, slots=True)
class Options:
    """Which keys mean a secret; upper and lower case are the same."""

    names: str = option(NAMES, "What keys of secrets have in them, a regular expression.", format="regex")
    harmless: str = option(
        HARMLESS, "What keys have in them that are no secrets all the same.", format="regex"
    )


@resource_rule(
    "config-map-secret",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("ConfigMap",),
    peers={"polaris": "sensitiveConfigmapContent", "trivy": ("KSV-0109", "KSV-01010")},
)
def config_map_secret(resource: Resource, options: Options) -> Iterator[Problem]:
    """A ConfigMap holds a password, a token or a private key.

    Nobody guards it: it stands in Git in plain text, is not encrypted in the cluster as Secrets may be, and
    most roles may read it (Kubernetes docs, "ConfigMaps": it "does not provide secrecy or encryption"). Put
    it into a Secret that something outside of Git fills, and change the password: it is known.

    An entry is told by its key, by a line such as `password: ...` in its text, or because it is a private key
    or an access token. Empty values, switches, numbers, paths, addresses and references to a store of
    secrets are left alone. The options `names` and `harmless` replace the patterns for keys: add `email` or
    `username` where those count as sensitive too.

    It is a warning, and recommended, because a password in Git is one that has to be changed.
    """
    if resource.id.group or is_encrypted(resource.data):
        return
    for name, value in strings(resource.get("data")).items():
        what = shape_of(value)
        if not what and "\n" not in value.strip() and is_secret(name, value, options.names, options.harmless):
            what = "a secret"
        line = "" if what else secret_line(value)
        if line:
            what = f'the value of "{line}"'
        if what:
            reason = f'the entry "{name}" holds {what} in plain text, for all who may read Git or ConfigMaps'
            yield Problem(f"{resource.id}: {reason}", key("data", name))
