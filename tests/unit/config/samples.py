"""Rules and PolicySets that the tests of this folder share."""

from dataclasses import dataclass
from typing import Any, Literal

from hypothesis import strategies as st

from manifestlint.config.find import open_folder
from manifestlint.config.load import Loaded, load
from manifestlint.config.policyset import PolicySet
from manifestlint.core.rule import RuleInfo, Scope
from manifestlint.core.severity import Profile, Severity
from manifestlint.rulekit.options import json_schema, option
from tests.support import MemoryTree


@dataclass(frozen=True)
class TagOptions:
    allowed: str = option("", "Form of a tag.", format="regex")
    style: Literal["plain", "strict"] = option("plain", "How strict.")
    registries: tuple[str, ...] = option((), "Hosts.")
    ready: int | str = option("100%", "Pods.")
    most: int = option(3, "Upper bound.")
    draft: bool = option(False, "Whether drafts count.")


def rule(
    id: str,
    *,
    family: str = "images",
    profile: Profile = Profile.RECOMMENDED,
    options: type[Any] | None = None,
    aliases: tuple[str, ...] = (),
) -> RuleInfo:
    schema = None if options is None else json_schema(options)
    return RuleInfo(
        id,
        f"Something is wrong with {id}.",
        "What to do.",
        Severity.WARNING,
        profile,
        family,
        Scope.RESOURCE,
        "0.1",
        options=schema,
        aliases=aliases,
    )


KNOWN = {
    info.id: info
    for info in (
        rule("image-tag-mutable", profile=Profile.ESSENTIAL),
        rule("image-tag-unexpected", options=TagOptions, aliases=("image-tag-strange",)),
        rule("image-digest-missing", profile=Profile.STRICT),
        rule("replicas-too-few", family="rollout"),
        rule("namespace-missing", family="metadata"),
    )
}

HEAD = "apiVersion: manifestlint.dev/v1\nkind: PolicySet\n"
FILE = "policies/team.yaml"


def loaded(text: str, **others: str) -> Loaded:
    """What comes of a PolicySet; other files are given as name=text, without the ending."""
    files = {FILE: text, **{f"policies/{name}.yaml": other for name, other in others.items()}}
    tree = MemoryTree({path: content.encode() for path, content in files.items()})
    return load(open_folder(tree, "policies"), KNOWN)


def policy(spec: str) -> PolicySet:
    """The PolicySet with these lines as its spec; it must be valid."""
    outcome = loaded(HEAD + "spec:\n" + "".join(f"  {line}\n" for line in spec.strip("\n").split("\n")))
    assert not outcome.findings, [finding.message for finding in outcome.findings]
    assert outcome.policy is not None
    return outcome.policy


words = (
    st.sampled_from(["off", "on", "error", "eror", "strict", "1.35", "1.35\n", "1.3", "", " ", "x", *KNOWN])
    | st.sampled_from(["((", "^v$", "2027-01-31", "2027-02-30", "!", "**/x", "[z-a]", "not-text", "allow"])
    | st.sampled_from(["kube-linter", "manifestlint.dev/v1", "PolicySet"])
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-3, 400)
    | st.floats(allow_nan=False, allow_infinity=False)
    | words
)
junk = st.recursive(
    scalars | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(words | st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
"""Whatever may stand in a YAML file."""


def documents(noise: st.SearchStrategy[Any] = junk) -> st.SearchStrategy[dict[str, Any]]:
    """PolicySets, with noise in the place of anything and under keys that there are not."""

    def maybe(good: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.one_of(good, good, good, good, noise)

    def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
        optional = {name: maybe(field) for name, field in fields.items()}
        optional[""] = noise
        return st.fixed_dictionaries({}, optional=optional)

    def many(item: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
        return st.lists(maybe(item), max_size=2)

    text = st.sampled_from(["a", "b*", "**/c", "1.35"])
    version = st.just("1.35")
    options = some(
        allowed=st.sampled_from(["^v", "(("]),
        registries=many(text),
        ready=text | st.integers(),
        most=st.integers(),
    )
    setting = st.sampled_from(["off", "on", False, True, "info"]) | some(
        severity=st.sampled_from(["off", False, "error"]), suppressible=st.booleans(), options=options
    )
    rules = some(**dict.fromkeys([*KNOWN, "image-tag-strange"], setting))
    match = some(paths=many(text), kinds=many(text), names=many(text))
    exception = some(
        rule=st.sampled_from([*KNOWN, "x"]),
        failure=st.sampled_from(["not-text", "x"]),
        match=match,
        reason=text,
        expires=st.sampled_from(["2027-01-31", "2027-02-30"]),
    )
    spec = some(
        kubernetesVersion=version,
        argocd=some(version=version, namespace=text),
        repositories=many(text),
        manifests=many(text),
        exclude=many(text),
        profile=st.sampled_from(["strict", "essential"]),
        failOn=st.sampled_from(["error", "info"]),
        rules=rules,
        overrides=many(some(match=match, rules=rules, kubernetesVersion=version)),
        exceptions=many(exception),
        external=many(some(kind=text, name=text, namespace=text)),
        honour=many(st.just("kube-linter")),
        newSuppressions=st.just("deny"),
    )
    return st.fixed_dictionaries(
        {"apiVersion": st.just("manifestlint.dev/v1"), "kind": st.just("PolicySet"), "spec": maybe(spec)},
        optional={"metadata": maybe(some(name=text)), "x": noise},
    )
