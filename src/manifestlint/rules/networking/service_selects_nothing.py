"""Services without pods."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.surroundings import Surroundings
from manifestlint.rulekit import Pointer, Problem, Profile, Severity, bundle_rule
from manifestlint.rules.networking._selecting import Search

_SELECTOR: Pointer = ("spec", "selector")
_EFFECT = "every request to it fails"


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
        yield from Search(bundle, around, service, selector, _SELECTOR, _EFFECT).problems()
