"""Jobs that are changed after they were created."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import refused
from manifestlint.rules.transitions._running import job


@transition_rule(
    "job-field-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Job",),
)
def job_field_changed(transition: Transition) -> Iterator[Problem]:
    """The change alters what a Job runs, which is settled once it exists.

    Its pod template, `completionMode`, `podFailurePolicy`, `backoffLimitPerIndex`, `managedBy`,
    `successPolicy` and the selector never change; `completions` does only for an Indexed Job, together with
    `parallelism` (`pkg/apis/batch/validation/validation.go`, `ValidateJobSpecUpdate`, v1.35). Of a suspended
    Job labels and scheduling may change. So the next image fails the sync, labels in the template too
    (https://github.com/argoproj/argo-cd/issues/5882).

    Make it a hook, which Argo CD deletes before it runs again; or give it the annotation
    `argocd.argoproj.io/sync-options: Force=true,Replace=true`; or a name that changes with the image. A Job
    with `ttlSecondsAfterFinished` is not reported, for it is most likely gone by then.

    It is essential: the sync fails.
    """
    yield from refused(transition, job)
