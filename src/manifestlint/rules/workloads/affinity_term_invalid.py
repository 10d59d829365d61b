"""Affinity that no scheduler could follow."""

from collections.abc import Iterator

from manifestlint.model.affinity import REQUIRED, Term, node_terms, pod_terms, weighted
from manifestlint.model.names import QUALIFIED_NAME, is_dns_label, is_qualified_name
from manifestlint.model.node_selector import node_term_faults
from manifestlint.model.shape import dig, integer, sequence
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.workloads._label_keys import key_faults

_NODES: Pointer = ("affinity", "nodeAffinity", REQUIRED)


@workload_rule("affinity-term-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def affinity_term_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod's affinity has a term without a topology, with a wrong weight, or with an impossible condition.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateNodeAffinity`,
    `validatePodAffinityTerm` and `validateWeightedPodAffinityTerms`, v1.35). A weight lies between 1 and
    100. A term about pods needs a `topologyKey`. A required node affinity has at least one term. On nodes,
    `In` and `NotIn` have values, `Exists` and `DoesNotExist` have none, `Gt` and `Lt` have exactly one;
    `matchFields` knows only `metadata.name` with `In` or `NotIn` and one value. What a required term asks
    for can be the value of a label (judged from v1.35 on).

    The selectors in terms about pods are told by `selector-invalid`.

    It is essential: nothing of it reaches the cluster.
    """
    if isinstance(workload.pod.get("affinity"), dict):
        yield from refusals(workload, _faults(workload))


def _faults(workload: Workload) -> Iterator[Fault]:
    for pointer, item in weighted(workload):
        weight = integer(item.get("weight"))
        if weight is not None and not 1 <= weight <= 100:
            yield f"weight {weight} is not between 1 and 100", At((*pointer, "weight"))
    required = dig(workload.pod, *_NODES)
    if isinstance(required, dict) and required.get("nodeSelectorTerms") == []:
        place = At((*workload.pod_pointer, *_NODES, "nodeSelectorTerms"))
        yield "a required node affinity needs at least one of nodeSelectorTerms", place
    for term in node_terms(workload):
        strict = REQUIRED in term[0] and workload.resource.on(35)
        yield from ((reason, At(wrong)) for reason, wrong in node_term_faults(term, strict=strict))
    for term in pod_terms(workload):
        yield from _pod_faults(term)
        yield from key_faults(term)


def _pod_faults(term: Term) -> Iterator[Fault]:
    pointer, data = term
    key = data.get("topologyKey")
    if key == "":
        yield "topologyKey is empty", At((*pointer, "topologyKey"))
    elif isinstance(key, str) and not is_qualified_name(key):
        yield (
            f'topologyKey "{key}" can be the key of no label ({QUALIFIED_NAME})',
            At((*pointer, "topologyKey")),
        )
    for index, name in enumerate(sequence(data.get("namespaces"))):
        if isinstance(name, str) and not is_dns_label(name):
            yield f'"{name}" can be the name of no namespace', At((*pointer, "namespaces", index))
