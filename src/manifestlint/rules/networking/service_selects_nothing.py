"""Services without pods."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.selector import Selector
from manifestlint.rulekit import At, Pointer, Problem, Profile, Related, Severity, bundle_rule
from manifestlint.rules.networking._pods import Surroundings

_SELECTOR: Pointer = ("spec", "selector")


@bundle_rule(
    "service-selects-nothing",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "dangling-service", "kube-score": "service-targets-pod"},
)
def service_selects_nothing(bundle: Bundle) -> Iterator[Problem]:
    """A Service's selector matches no pod of what is applied together.

    It is created without a word, and every request to it fails: a selector matches pods that carry all its
    labels, in the Service's own namespace (Kubernetes docs, "Service"). A renamed label, or a namespace in
    only one of the two manifests, is the usual reason. The workload that comes nearest is named with its
    labels.

    The rule speaks only where the manifests show what the pods look like. It is silent for Services without
    a selector and of type ExternalName; where nothing that is applied together runs pods at all; where a
    custom kind in the same namespace may make its controller start pods (a database, a broker); where a
    label of the selector belongs to somebody's domain (`cnpg.io/cluster`) and none of the workloads has it;
    and for `kube-system` where none of them runs there. Labels that controllers add, such as
    `statefulset.kubernetes.io/pod-name`, are known.

    A Service for pods that another Application applies is a fair exception; say so in the PolicySet.

    It is recommended, not essential, because the sync itself succeeds.
    """
    around = Surroundings(bundle)
    for service in bundle.services:
        selector = service.service.selector if service.service else None
        if selector is None or any(bundle.selected_by(service)):
            continue
        matching = around.matching(selector)
        if any(around.are_near(service, workload) for workload in matching):
            continue
        if matching:
            yield _apart(bundle, service, selector, matching[0])
        elif not around.may_hide(service, selector):
            yield _unlike(service, selector, around.nearest(service, selector))


def _apart(bundle: Bundle, service: Facts, selector: Selector, workload: Facts) -> Problem:
    here, there = bundle.namespace_of(service), bundle.namespace_of(workload)
    text = f"no pod in namespace {here} has {selector}, so every request to it fails"
    if workload.id.namespace or bundle.application is None:
        related = Related("against this namespace", At(("metadata", "namespace")), workload.ref)
    else:
        destination = At(("spec", "destination", "namespace"))
        related = Related("against this namespace", destination, bundle.application.ref)
    return Problem(
        f"{service.id}: {text}; {workload.id} runs in namespace {there}",
        at=At(_SELECTOR, on="key"),
        resource=service.ref,
        related=(related,),
    )


def _unlike(service: Facts, selector: Selector, workload: Facts | None) -> Problem:
    text = f"{service.id}: no pod has {selector}, so every request to it fails"
    if workload is None or workload.pod is None:
        return Problem(text, at=At(_SELECTOR, on="key"), resource=service.ref)
    unmet = workload.unmet(selector)
    found = ", ".join(item.found(workload.pod.labels) for item in unmet)
    labels = At(workload.pod.labels_pointer, on="key")
    return Problem(
        f"{text}; {workload.id} comes nearest with {found}",
        at=At((*_SELECTOR, *unmet[0].pointer)),
        resource=service.ref,
        related=(Related("against these labels", labels, workload.ref),),
    )
