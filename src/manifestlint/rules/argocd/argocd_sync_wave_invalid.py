"""Waves that are no number."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import SYNC_WAVE
from manifestlint.argocd.numbers import atoi
from manifestlint.argocd.order import wave
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Fix, Problem, Profile, Safety, SetValue, Severity, resource_rule

_POINTER = ("metadata", "annotations", SYNC_WAVE)


@resource_rule(
    "argocd-sync-wave-invalid",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    needs=("annotations",),
    fix=Safety.SAFE,
    peers={"argocd-source-lint": "malformed-sync-wave"},
)
def argocd_sync_wave_invalid(resource: Resource) -> Iterator[Problem]:
    """The annotation `argocd.argoproj.io/sync-wave` is no integer.

    Argo CD then takes Helm's `helm.sh/hook-weight`, else wave 0, and says nothing: what should come first
    or last is applied with everything else (gitops-engine `pkg/sync/syncwaves/waves.go`, v0.7). Blanks are
    no part of an integer, nor is a fraction. Write it in quotes, as all annotations: `"5"`, `"-1"`.

    It is a warning because the sync may succeed in another order; recommended because it may not.
    """
    written = resource.annotations.get(SYNC_WAVE)
    if written is not None and atoi(written) is None:
        yield Problem(
            f"{resource.id}: {written!r} is no integer, so Argo CD applies it in wave {wave(resource)}",
            at=at(*_POINTER),
            fix=_fix(written.strip()),
        )


def _fix(number: str) -> Fix | None:
    if atoi(number) is None:
        return None
    return Fix(f'write "{number}"', Safety.SAFE, (SetValue(_POINTER, number),))
