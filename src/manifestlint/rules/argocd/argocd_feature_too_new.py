"""What the Argo CD that runs does not know yet."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import HOOK, listed, read_annotations
from manifestlint.argocd.order import shell
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule
from manifestlint.rules.argocd._options import application_options
from manifestlint.rules.argocd._policy import AUTOMATED
from manifestlint.rules.argocd._spec import KINDS, read_spec

_Version = tuple[int, ...]
_Feature = tuple[_Version, str, At]
_HOOKS: dict[str, _Version] = {"PostDelete": (2, 10), "PreDelete": (3, 3)}
_OPTIONS: dict[str, _Version] = {
    f"{name}={value}": (3, 4) for name in ("Prune", "Delete") for value in ("false", "confirm")
}
_ENABLED: _Version = (3, 1)


@bundle_rule(
    "argocd-feature-too-new",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"argocd-source-lint": ("unknown-sync-option", "unknown-resource-hook")},
)
def argocd_feature_too_new(bundle: Bundle) -> Iterator[Problem]:
    """A manifest uses what the declared version of Argo CD does not know.

    It is ignored without a word: hooks PreDelete before v3.3 and PostDelete before v2.10 never run,
    `Prune=false` and `Delete=false` for a whole Application protect nothing before v3.4, and
    `automated.enabled: false` does not switch automated sync off before v3.1 (Argo CD `controller/hook.go`
    and `controller/sync.go` of v3.1 and v3.5; docs, "Sync Options" and "Automated Sync Policy").

    The version is `spec.argocd.version` of the PolicySet; where it is not said, nothing is judged.

    It is a warning because the sync succeeds; recommended because what is written there is not done.
    """
    version = _parsed(bundle.argocd_version)
    if not version:
        return
    for facts in bundle.members:
        for since, what, place in _features(facts):
            if version < since:
                first = ".".join(map(str, since))
                text = (
                    f"{facts.id}: {what} is known from Argo CD {first} on, and {bundle.argocd_version} runs"
                )
                yield Problem(text, at=place, resource=facts.ref)


def _features(facts: Facts) -> Iterator[_Feature]:
    for hook in listed(read_annotations(shell(facts)), HOOK):
        if hook in _HOOKS:
            yield _HOOKS[hook], f"the hook {hook}", At(("metadata", "annotations", HOOK))
    declared = facts.declaration
    spec = read_spec(declared) if declared and declared.id.kind in KINDS else None
    if spec is None:
        return
    for option, place in application_options(spec):
        if option in _OPTIONS:
            yield _OPTIONS[option], f"{option} for a whole Application", place
    if spec.get(*AUTOMATED[1:], "enabled") is False:
        yield _ENABLED, "automated.enabled", spec.at(*AUTOMATED[1:], "enabled")


def _parsed(version: str) -> _Version:
    parts = version.removeprefix("v").split(".")[:2]
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()
