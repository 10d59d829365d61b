"""What an override or exception means."""

import pytest

from manifestlint.config.match import matches, path_matches
from manifestlint.config.policyset import Match, Target

TARGET = Target(
    "manifests/dev/app.yaml",
    kind="Deployment",
    name="hello-app",
    namespace="dev-1",
    applications=("hello-dev", "all"),
    destinations=("in-cluster",),
    group="apps",
)


@pytest.mark.parametrize(
    "match",
    [
        Match(),
        Match(paths=("manifests/dev/**",)),
        Match(paths=("app.yaml",)),
        Match(paths=("dev/",)),
        Match(paths=("/manifests",)),
        Match(kinds=("Service", "Deployment")),
        Match(kinds=("Deployment.apps",)),
        Match(kinds=("*.apps",)),
        Match(kinds=("Deploy*",)),
        Match(names=("hello-*",)),
        Match(namespaces=("dev-?",)),
        Match(applications=("*-dev",)),
        Match(destinations=("*",)),
        Match(kinds=("Deployment",), names=("hello-app",), namespaces=("dev-*",)),
    ],
)
def test_matches(match: Match) -> None:
    assert matches(match, TARGET)


@pytest.mark.parametrize(
    "match",
    [
        Match(paths=("manifests/prod/**",)),
        Match(paths=("/dev",)),
        Match(paths=("*.yaml", "!app.yaml")),
        Match(kinds=("deployment",)),
        Match(kinds=("Deployment.extensions",)),
        Match(kinds=("Deployment.",)),
        Match(names=("hello",)),
        Match(namespaces=("dev",)),
        Match(applications=("hello",)),
        Match(destinations=("prod-*",)),
        Match(kinds=("Deployment",), names=("other",)),
    ],
)
def test_does_not_match(match: Match) -> None:
    assert not matches(match, TARGET)


def test_core_kinds_have_an_empty_group() -> None:
    assert matches(Match(kinds=("Service.",)), Target("x", kind="Service"))


@pytest.mark.parametrize("match", [Match(applications=("*",)), Match(destinations=("*",))])
def test_what_no_application_applies_matches_none(match: Match) -> None:
    assert not matches(match, Target("x", kind="Service"))


def test_no_patterns_mean_no_path() -> None:
    assert not path_matches((), "x")
