"""Hooks that are gone before Argo CD has seen them."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer
from manifestlint.rulekit import Problem, Profile, Severity, option, resource_rule
from manifestlint.rules.argocd._hook import is_sync_hook

_FIELD = ("spec", "ttlSecondsAfterFinished")


@dataclass(frozen=True, slots=True)
class Options:
    """How long a Job must stay."""

    seconds: int = option(30, "The least that `ttlSecondsAfterFinished` of a hook should be.")


@resource_rule(
    "argocd-hook-expiring",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Job",),
)
def argocd_hook_expiring(resource: Resource, options: Options) -> Iterator[Problem]:
    """A Job that is an Argo CD hook deletes itself almost as soon as it has finished.

    Argo CD waits for a hook until it has seen it finished. A Job that is gone by then is missed, and the
    sync hangs or starts it again (https://github.com/argoproj/argo-cd/issues/21055 and /6880). Later
    versions hold the Job by the finalizer `argocd.argoproj.io/hook-finalizer` until the phase is over
    (gitops-engine `pkg/sync/hook/hook.go`, v0.7), so it depends on the version that runs.

    Leave the deletion to Argo CD with `argocd.argoproj.io/hook-delete-policy: HookSucceeded`, or give
    it time.

    It is strict because it depends on the version of Argo CD.
    """
    seconds = integer(resource.get(*_FIELD))
    if (
        resource.id.group == "batch"
        and is_sync_hook(resource)
        and seconds is not None
        and seconds < options.seconds
    ):
        yield Problem(
            f"{resource.id}: it is deleted {seconds} s after it finished, maybe before Argo CD has seen that",
            at=at(*_FIELD),
        )
