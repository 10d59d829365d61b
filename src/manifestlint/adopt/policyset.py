"""The PolicySet to begin with, as text."""

import json
import re
from collections.abc import Iterable, Iterator

from manifestlint.adopt.found import Found, Version, shortened
from manifestlint.adopt.moving import Taken
from manifestlint.config.schema import API_VERSION, KIND
from manifestlint.core.words import printable
from manifestlint.schema.versions import UnknownVersion, choose

Lines = Iterator[str]
_PLAIN = re.compile(r"(?:https://)?[a-z][\w./-]*\w", re.ASCII)
_WORDS = frozenset({"false", "no", "null", "off", "on", "true", "yes"})
_PROBE = "readiness-probe-missing"
_NAMESPACE = "namespace-missing"


def policyset(found: Found, taken: Taken) -> str:
    """Its text; what is only proposed stands in comments."""
    lines = [
        "# What decides whether a change to this repository may be merged. Whoever may change this file",
        "# decides what reaches the cluster: give policies/ an owner in CODEOWNERS.",
        "# `manifestlint rules show ID` explains a rule, `manifestlint config schema` helps editors.",
        f"apiVersion: {API_VERSION}",
        f"kind: {KIND}",
        "metadata:",
        f"  name: {_quoted(found.name)}",
        "spec:",
        *_kubernetes(found),
        *_argocd(found),
        *_repositories(found),
        *_verdict(),
        *_rules(found, taken),
        *_honour(found),
    ]
    return "".join(f"{printable(line)}\n" for line in lines)


def _kubernetes(found: Found) -> Lines:
    yield "  # The cluster's version: it says by which schemas objects are judged, and which APIs are gone."
    known = [version for version in found.kubernetes if _is_known(version.number)]
    if len(found.kubernetes) == len(known) == 1:
        yield f"  # Said in {known[0].where}."
        yield f'  kubernetesVersion: "{known[0].number}"'
        return
    for version in found.kubernetes:
        unknown = "" if version in known else ", of which no schemas are at hand"
        yield f"  # {version.where} says {version.number}{unknown}."
    yield from _asked(found.at_least)
    yield "  # Without it the newest known one counts."
    yield f'  # kubernetesVersion: "{known[-1].number if known else choose(None)}"'


def _asked(versions: Iterable[Version]) -> Lines:
    for version in versions:
        yield f"  # {version.where} asks for {version.number}."


def _argocd(found: Found) -> Lines:
    yield ""
    yield "  # The Argo CD that applies the repository."
    namespaces, versions = found.argocd_namespaces, found.argocd_versions
    namespace = namespaces[0] if len(namespaces) == 1 else ""
    version = versions[0].number if len(versions) == 1 else ""
    hash_ = "" if namespace or version else "# "
    yield f"  {hash_}argocd:"
    if len(namespaces) > 1:
        yield f"    # Applications live in {shortened(namespaces)}; this is where Argo CD itself runs."
    yield f"    namespace: {_quoted(namespace)}" if namespace else "  #   namespace: argocd"
    for each in versions:
        yield f"    # {each.where} says {each.number}."
    yield f'    version: "{version}"' if version else '  #   version: "3.1"'


def _repositories(found: Found) -> Lines:
    if not found.repositories and not found.strangers:
        return
    yield ""
    yield "  # An Application with such a repoURL applies the files of this repository."
    if found.repositories:
        yield "  repositories:"
        yield from (f"  - {_quoted(url)}" for url in found.repositories)
        yield from (f"  # - {_quoted(url)}" for url in found.strangers)
        return
    yield "  # No remote of git is like these. Take in the one that means this repository."
    yield "  # repositories:"
    yield from (f"  # - {_quoted(url)}" for url in found.strangers)


def _verdict() -> Lines:
    yield ""
    yield "  # How many rules are on: essential, recommended or strict."
    yield "  profile: recommended"
    yield "  # The mildest severity that fails the check: error, warning or info."
    yield "  failOn: error"


def _rules(found: Found, taken: Taken) -> Lines:
    proposed = [*_proposed(found), *_kept(taken)]
    yield ""
    yield "  # Single rules: off, on, error, warning, info, or {severity: ..., options: ...}."
    relied_on = list(_relied_on(found, {each.rule for each in taken.moved}))
    yield "  rules:"
    yield from relied_on
    if taken.moved:
        if relied_on:
            yield ""
        yield "    # As the tools were told that were here before."
    for each in taken.moved:
        yield f"    {each.rule}: {each.wish}  # {each.because}"
    if proposed:
        yield ""
    yield from proposed
    if taken.unknown:
        yield f"    # No rule does what these did: {shortened(taken.unknown)}."
    for words in found.peers.left:
        yield f"    # Not taken over, {words}."


def _relied_on(found: Found, moved: set[str]) -> Lines:
    """What an update stands on, unless somebody has decided otherwise."""
    if _PROBE not in moved:
        yield "    # Without a readiness probe an update sends requests to pods that cannot answer yet."
        yield f"    {_PROBE}: error"
    if found.objects and not found.namespaces and _NAMESPACE not in moved:
        yield "    # Nothing here says in which namespace these objects land."
        yield f"    {_NAMESPACE}: error"


def _proposed(found: Found) -> Lines:
    if found.tag_form:
        yield f"    # All tags are like {found.tag_example}; to have it stay so:"
        yield f"    # image-tag-unexpected: {{severity: error, options: {{allowed: '{found.tag_form}'}}}}"
    if len(found.namespaces) == 1:
        yield "    # Everything lands in one namespace; to have it stay so:"
        name = _quoted(found.namespaces[0])
        yield f"    # namespace-unexpected: {{severity: error, options: {{namespace: {name}}}}}"


def _kept(taken: Taken) -> Lines:
    for each in taken.kept:
        yield f"    # {each.rule}: {each.wish}  # {each.because}"


def _honour(found: Found) -> Lines:
    if found.honoured:
        yield ""
        yield "  # Other tools whose ignore annotations count, for they stand in these manifests."
        yield f"  honour: [{', '.join(found.honoured)}]"


def _quoted(text: str) -> str:
    """A scalar of YAML that is nothing but this text; what could be anything else is quoted."""
    plain = _PLAIN.fullmatch(text) and text not in _WORDS
    return text if plain else json.dumps(text)


def _is_known(version: str) -> bool:
    try:
        choose(version)
    except UnknownVersion:
        return False
    return True
