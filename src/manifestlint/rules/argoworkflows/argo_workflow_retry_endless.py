"""Steps of workflows that are tried again without end."""

from collections.abc import Iterator

from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mappings
from manifestlint.rulekit import At, Pointer, Problem, Profile, Severity, resource_rule
from manifestlint.rules.argoworkflows._templates import KINDS, spec_pointer

_FIELD = "retryStrategy"


@resource_rule(
    "argo-workflow-retry-endless",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=KINDS,
    peers={"datree": "ARGO_WORKFLOW_INCORRECT_RETRY_STRATEGY_VALUE_EMPTY"},
)
def argo_workflow_retry_endless(resource: Resource) -> Iterator[Problem]:
    """A step of an Argo workflow is tried again until it succeeds.

    A `retryStrategy` without `limit`, an empty one too, has no end (Argo Workflows docs, "Retries"): a step
    that can never succeed fills the cluster with pods. Write a `limit`; an `expression` or
    `backoff.maxDuration` ends it as well.

    It is strict because a deadline of the workflow may end it.
    """
    if resource.id.group != ARGOCD_GROUP:
        return
    for place in dict.fromkeys(_endless(resource)):
        text = f"{resource.id}: {_FIELD} without a limit tries again until it succeeds"
        yield Problem(text, at=At(place))


def _endless(resource: Resource) -> Iterator[Pointer]:
    """`templateDefaults` are laid under each template; the workflow's own is for those without either."""
    start = spec_pointer(resource)
    for index, _ in mappings(resource.get(*start, "templates")):
        own: list[Pointer] = [(*start, "templates", index, _FIELD), (*start, "templateDefaults", _FIELD)]
        written = [place for place in own if isinstance(resource.get(*place), dict)]
        if not written and isinstance(resource.get(*start, _FIELD), dict):
            written = [(*start, _FIELD)]
        if written and not any(_ends(resource.get(*place)) for place in written):
            yield written[0]


def _ends(strategy: dict[str, object]) -> bool:
    ends = (strategy.get("limit"), strategy.get("expression"), dig(strategy, "backoff", "maxDuration"))
    return any(end not in (None, "") for end in ends)
