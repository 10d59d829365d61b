"""A name for a finding that outlives edits elsewhere in its file."""

import hashlib
from collections import Counter
from dataclasses import replace

from manifestlint.core.finding import Finding
from manifestlint.core.place import json_pointer


def fingerprinted(findings: list[Finding]) -> list[Finding]:
    """Every finding with its fingerprint.

    It is made of the rule, the bundle (else the path), the resource, the pointer with list items by name, and
    an ordinal among equals, so it never covers a second place.
    """
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        key = _key(finding)
        fingerprint = hashlib.sha256(f"{key}\n{seen[key]}".encode(errors="surrogateescape")).hexdigest()[:32]
        seen[key] += 1
        result.append(replace(finding, fingerprint=fingerprint))
    return result


def _key(finding: Finding) -> str:
    place = ",".join(finding.bundles) if finding.bundles and finding.resource else finding.path
    resource = finding.resource
    identity = (resource.group, resource.kind, resource.namespace, resource.name) if resource else ()
    return "\n".join((finding.rule, place, *identity, json_pointer(finding.named_pointer)))
