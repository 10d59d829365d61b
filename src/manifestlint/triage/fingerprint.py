"""A name for a finding that outlives edits elsewhere in its file."""

from collections import Counter
from collections.abc import Container
from dataclasses import replace

from manifestlint.core.finding import Finding
from manifestlint.core.place import json_pointer


def fingerprinted(findings: list[Finding], applications: Container[str]) -> list[Finding]:
    """Every finding with its fingerprint.

    It is made of the rule, the Application (else the path), the resource, the pointer with list items by
    name, and an ordinal among equals, so it never covers a second place. A bundle that no Application
    applies is called after the folder that was checked, so its name says nothing lasting.
    """
    if not findings:
        return []
    import hashlib  # loads OpenSSL, which a clean run can do without

    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        key = _key(finding, applications)
        fingerprint = hashlib.sha256(f"{key}\n{seen[key]}".encode(errors="surrogateescape")).hexdigest()[:32]
        seen[key] += 1
        result.append(replace(finding, fingerprint=fingerprint))
    return result


def _key(finding: Finding, applications: Container[str]) -> str:
    place = next((name for name in finding.bundles if name in applications), finding.path)
    resource = finding.resource
    identity = (resource.group, resource.kind, resource.namespace, resource.name) if resource else ()
    return "\n".join((finding.rule, place, *identity, json_pointer(finding.named_pointer)))
