"""Which rules run where, and how."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manifestlint.config.match import matches
from manifestlint.config.policyset import Match, Override, PolicySet, RuleSetting, Target
from manifestlint.config.select import Effective, Selection, UnknownRule
from manifestlint.core.severity import Profile, Severity
from tests.unit.config.samples import KNOWN, policy

TARGET = Target("manifests/app.yaml", kind="Deployment", name="app")
DEV = Target("manifests/dev/app.yaml", kind="Deployment", name="app")
RECOMMENDED = {"image-tag-mutable", "image-tag-unexpected", "replicas-too-few", "namespace-missing"}


def on(policy: PolicySet, **command_line: Any) -> set[str]:
    return set(Selection(policy, KNOWN, **command_line).rules_on)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile.ESSENTIAL, {"image-tag-mutable"}),
        (Profile.RECOMMENDED, RECOMMENDED),
        (Profile.STRICT, set(KNOWN)),
    ],
)
def test_profiles(profile: Profile, expected: set[str]) -> None:
    assert on(PolicySet(profile=profile)) == expected
    assert on(PolicySet(), profile=profile) == expected


def test_what_is_named_is_on_and_what_is_off_is_off() -> None:
    rules = "rules: {image-digest-missing: {suppressible: false}, replicas-too-few: off}"
    assert on(policy(rules)) == RECOMMENDED - {"replicas-too-few"} | {"image-digest-missing"}
    assert on(policy(rules), profile=Profile.ESSENTIAL) == {"image-tag-mutable", "image-digest-missing"}


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        (("image-digest-missing",), {"image-digest-missing"}),
        (("image-tag-strange",), {"image-tag-unexpected"}),
        (("image-*",), {"image-tag-mutable", "image-tag-unexpected", "image-digest-missing"}),
        (("rollout", "metadata"), {"namespace-missing"}),
        (("rollout", "replicas-too-few"), {"replicas-too-few"}),
        (("image-tag-mutable, namespace-missing", ""), {"image-tag-mutable", "namespace-missing"}),
    ],
)
def test_select_means_only_these(select: tuple[str, ...], expected: set[str]) -> None:
    assert on(policy("rules: {replicas-too-few: off}"), select=select) == expected


def test_ignore_takes_away() -> None:
    assert on(PolicySet(), ignore=("image-tag-*", "rollout")) == {"namespace-missing"}
    assert on(PolicySet(), select=("images",), ignore=("image-tag-mutable",)) == {
        "image-tag-unexpected",
        "image-digest-missing",
    }


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("image-tag-mutabel", 'there is no rule "image-tag-mutabel"; did you mean "image-tag-mutable"?'),
        ("rolout", 'there is no rule "rolout"; did you mean "rollout"?'),
        ("x*", 'there is no rule "x*"; "manifestlint rules list" names all'),
    ],
)
def test_unknown_names_are_refused(name: str, message: str) -> None:
    for option in ("select", "ignore"):
        with pytest.raises(UnknownRule) as caught:
            on(PolicySet(), **{option: ("images", name)})
        assert str(caught.value) == message
        assert caught.value.name == name


def test_settings_of_the_policyset_count() -> None:
    selection = Selection(
        policy("rules: {image-tag-unexpected: {severity: error, suppressible: false, options: {most: 2}}}"),
        KNOWN,
    )
    assert selection.setting("image-tag-unexpected", TARGET) == Effective(Severity.ERROR, {"most": 2}, False)
    assert selection.setting("image-tag-mutable", TARGET) == Effective(Severity.WARNING, {}, True)
    assert selection.setting("image-digest-missing", TARGET) is None
    assert selection.setting("no-such-rule", TARGET) is None


OVERRIDDEN = """
kubernetesVersion: "1.35"
rules:
  image-tag-unexpected: {severity: error, options: {most: 2, allowed: ^v}}
overrides:
- match: {paths: ["manifests/dev/**"]}
  rules:
    image-tag-unexpected: {options: {most: 5}}
    image-digest-missing: info
    replicas-too-few: off
- match: {names: [app]}
  rules: {image-tag-unexpected: {severity: info, options: {draft: true}}}
- match: {paths: [dev/], kinds: [StatefulSet]}
  kubernetesVersion: "1.36"
"""


def test_overrides_are_laid_over_each_other() -> None:
    selection = Selection(policy(OVERRIDDEN), KNOWN)
    base = {"most": 2, "allowed": "^v"}
    assert selection.overrides_for(DEV) == (0, 1)
    assert selection.overrides_for(TARGET) == (1,)
    assert selection.setting("image-tag-unexpected", DEV) == Effective(
        Severity.INFO, {**base, "most": 5, "draft": True}, True
    )
    assert selection.setting("image-tag-unexpected", TARGET) == Effective(
        Severity.INFO, {**base, "draft": True}, True
    )
    other = Target("manifests/other.yaml", kind="Deployment", name="other")
    assert selection.setting("image-tag-unexpected", other) == Effective(Severity.ERROR, base, True)


def test_overrides_switch_on_and_off() -> None:
    selection = Selection(policy(OVERRIDDEN), KNOWN)
    assert "image-digest-missing" in selection.rules_on
    assert selection.setting("image-digest-missing", DEV) == Effective(Severity.INFO, {}, True)
    assert selection.setting("image-digest-missing", TARGET) is None
    assert selection.setting("replicas-too-few", DEV) is None
    assert selection.setting("replicas-too-few", TARGET) is not None
    assert Selection(policy(OVERRIDDEN), KNOWN, ["replicas-too-few"]).setting("replicas-too-few", DEV) is None


def test_the_version_of_the_cluster() -> None:
    selection = Selection(policy(OVERRIDDEN), KNOWN)
    assert selection.kubernetes_version(TARGET) == "1.35"
    assert selection.kubernetes_version(Target("dev/x.yaml", kind="StatefulSet")) == "1.36"
    assert Selection(PolicySet(), KNOWN).kubernetes_version(TARGET) is None


KINDS = st.sampled_from(["Pod", "Service", "Secret"])
SETTINGS = st.builds(
    RuleSetting,
    st.none() | st.booleans(),
    st.none() | st.sampled_from(Severity),
    st.dictionaries(st.sampled_from(["a", "b"]), st.integers(0, 2)),
    st.none() | st.booleans(),
)
RULES = st.dictionaries(st.sampled_from(sorted(KNOWN)), SETTINGS)
OVERRIDES = st.lists(
    st.builds(Override, st.builds(Match, kinds=st.lists(KINDS, min_size=1, unique=True).map(tuple)), RULES),
    max_size=4,
).map(tuple)


def plainly(policy: PolicySet, rule: str, target: Target) -> Effective | None:
    """What a reader of the PolicySet would say."""
    info = KNOWN[rule]
    on, severity, suppressible = info.profile <= policy.profile, info.severity, True
    options: dict[str, Any] = {}
    layers = [policy.rules, *(each.rules for each in policy.overrides if matches(each.match, target))]
    for setting in (layer[rule] for layer in layers if rule in layer):
        on = on if setting.on is None else setting.on
        severity = setting.severity or severity
        options.update(setting.options)
        suppressible = suppressible if setting.suppressible is None else setting.suppressible
    return Effective(severity, options, suppressible) if on else None


@settings(deadline=None)
@given(RULES, OVERRIDES, st.sampled_from(Profile), st.lists(KINDS, min_size=1))
def test_the_cache_changes_nothing(
    rules: dict[str, RuleSetting], overrides: tuple[Override, ...], profile: Profile, kinds: list[str]
) -> None:
    policy = PolicySet(profile=profile, rules=rules, overrides=overrides)
    selection = Selection(policy, KNOWN)
    for target in (Target("x.yaml", kind) for kind in kinds):
        for rule in KNOWN:
            effective = selection.setting(rule, target)
            assert effective == plainly(policy, rule, target)
            if effective is not None:
                assert rule in selection.rules_on
                assert effective.options in selection.variants(rule)
