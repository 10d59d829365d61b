"""Jobs that stay when they are done."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule

_HOOKS = frozenset({"argocd.argoproj.io/hook", "helm.sh/hook"})


@bundle_rule(
    "job-ttl-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "job-ttl-seconds-after-finished"},
)
def job_ttl_missing(bundle: Bundle) -> Iterator[Problem]:
    """A Job has no `ttlSecondsAfterFinished`, and nothing else removes it.

    It stays with its pods when it is done, and finished pods fill the store of the control plane
    (Kubernetes docs, "Automatic Cleanup for Finished Jobs").

    Not told are hooks, which Argo CD and Helm remove by their own policies, and whatever an Application in
    the repository applies: Argo CD would find the Job missing once it is deleted, and start it again.

    It is strict because a single Job does no harm.
    """
    if bundle.application is not None:
        return
    for facts in bundle.workloads:
        if facts.id.kind != "Job" or facts.pod is None or facts.pod.expires:
            continue
        if _HOOKS.isdisjoint(facts.annotations):
            text = f"{facts.id}: no ttlSecondsAfterFinished, so it stays when it is done"
            yield Problem(text, at=At(("metadata", "name")), resource=facts.ref)
