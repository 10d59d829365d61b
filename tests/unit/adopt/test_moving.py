"""From what other tools are told to settings of our rules."""

import pytest

from manifestlint.adopt.found import Setting, Wish
from manifestlint.adopt.moving import Taken, take_over
from manifestlint.adopt.peers import find_peers
from manifestlint.rules import CATALOGUE


def taken(path: str, content: str) -> Taken:
    return take_over(find_peers([(path, content)]).settings, CATALOGUE.infos)


def switched(path: str, content: str) -> dict[str, str]:
    return {each.rule: each.wish.value for each in taken(path, content).moved}


@pytest.mark.parametrize(
    ("path", "content", "off"),
    [
        (".kube-linter.yaml", "checks: {exclude: [no-liveness-probe]}", {"liveness-probe-missing"}),
        (".kube-linter.yml", "checks: {exclude: [latest-tag, made-up]}", {"image-tag-mutable"}),
        (
            "ci/.kube-linter.yaml",
            "checks: {exclude: [unset-cpu-requirements]}",
            {"cpu-limit-missing", "cpu-request-missing"},
        ),
        (".checkov.yaml", "skip-check: [CKV_K8S_8, CKV_AWS_1]", {"liveness-probe-missing"}),
        (
            ".checkov.yml",
            "skip-check: CKV_K8S_8,CKV_K8S_43",
            {"image-digest-missing", "liveness-probe-missing"},
        ),
        (".trivyignore", "# why\nAVD-KSV-0014\nCVE-1\n", {"root-filesystem-writable"}),
        (".trivyignore", "KSV014 # why\n", {"root-filesystem-writable"}),
        (".trivyignore.yaml", "misconfigurations: [{id: KSV-0014}]", {"root-filesystem-writable"}),
        ("polaris.yaml", "checks: {tagNotSpecified: ignore, hostIPCSet: danger}", {"image-tag-mutable"}),
        (
            ".github/workflows/lint.yml",
            "- run: kube-score score --ignore-test pod-networkpolicy,pod-probes x.yaml",
            {"network-policy-missing", "readiness-probe-missing"},
        ),
        (".gitlab-ci.yml", "script: kube-score score --ignore-test=pod-probes", {"readiness-probe-missing"}),
        (
            ".pre-commit-config.yaml",
            "- id: kube-score\n  args: [score, '--ignore-test', 'pod-probes']",
            {"readiness-probe-missing"},
        ),
        (
            ".pre-commit-config.yaml",
            "- id: checkov\n  args:\n  - --skip-check\n  - CKV_K8S_8",
            {"liveness-probe-missing"},
        ),
        (".github/workflows/a.yml", "# kube-score score --ignore-test pod-probes", set()),
        ("vendor/chart/x/.kube-linter.yaml", "checks: {exclude: [latest-tag]}", set()),
        (".kube-linter.yaml", "checks: {exclude: [3, null, {a: b}]}", set()),
        (".kube-linter.yaml", "[", set()),
        (".kube-linter.yaml", "", set()),
        ("polaris.yaml", "checks: []", set()),
    ],
)
def test_what_is_switched_off_there(path: str, content: str, off: set[str]) -> None:
    assert switched(path, content) == dict.fromkeys(off, "off")


def test_what_is_not_run_by_default_there_is_switched_on() -> None:
    content = "run: kube-score score --enable-optional-test container-seccomp-profile"
    assert switched(".github/workflows/a.yml", content) == {"seccomp-missing": "on"}
    on = taken(".kube-linter.yaml", "checks: {include: [required-label-owner]}")
    assert on.moved == ()
    (silent,) = on.kept
    assert silent.because.endswith("says nothing without labels in its options")


def test_a_rule_that_does_more_is_kept() -> None:
    one = taken(".kube-linter.yaml", "checks: {exclude: [pdb-max-unavailable]}")
    assert one.moved == ()
    (kept,) = one.kept
    assert kept.rule == "disruption-budget-blocking"
    assert kept.because.endswith("; kept, for it does the work of kube-linter pdb-min-available too")
    both = "checks: {exclude: [pdb-max-unavailable, pdb-min-available]}"
    assert switched(".kube-linter.yaml", both) == {"disruption-budget-blocking": "off"}


def test_what_breaks_in_the_cluster_is_kept() -> None:
    found = taken(".kube-linter.yaml", "checks: {exclude: [mismatching-selector]}")
    assert found.moved == ()
    assert [each.rule for each in found.kept] == ["selector-labels-mismatch"]


def test_what_no_rule_does_is_said() -> None:
    assert taken(".kube-linter.yaml", "checks: {exclude: [made-up]}").unknown == ("kube-linter made-up",)


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        (".kube-linter.yaml", "checks: {ignorePaths: [x]}", "checks.ignorePaths"),
        (".trivyignore", "KSV014 exp:2027-01-01", "KSV014 exp:2027-01-01"),
        (".trivyignore.yaml", "misconfigurations: [{id: KSV-0014, paths: [a]}]", "for some paths"),
        (".checkov.yaml", "skip-path: [x]", "skip-path"),
        ("polaris.yaml", "checks: {}\nexemptions: [{rules: [x]}]", "exemptions"),
    ],
)
def test_what_has_no_place_is_told(path: str, content: str, said: str) -> None:
    found = find_peers([(path, content)])
    assert found.settings == ()
    (left,) = found.left
    assert left.startswith(f"{path}: ")
    assert said in left


def test_off_wins() -> None:
    settings = [
        Setting("kube-score", "container-seccomp-profile", wish, "ci.yml") for wish in (Wish.ON, Wish.OFF)
    ]
    assert [(each.rule, each.wish) for each in take_over(settings, CATALOGUE.infos).moved] == [
        ("seccomp-missing", Wish.OFF)
    ]


def test_every_check_that_is_known_leads_somewhere() -> None:
    for info in CATALOGUE.infos.values():
        for peer, checks in info.peers.items():
            found = take_over([Setting(peer, each, Wish.OFF, "x") for each in checks], CATALOGUE.infos)
            assert info.id in {each.rule for each in (*found.moved, *found.kept)}
            assert not found.unknown
