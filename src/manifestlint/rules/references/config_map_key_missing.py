"""Pods that wait for a key."""

from collections.abc import Iterator

from manifestlint.core.words import close_to
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.references import Reference
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule
from manifestlint.rules.references._missing import the_one

_KINDS = frozenset({"ConfigMap", "Secret"})


@bundle_rule(
    "config-map-key-missing",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "env-value-from"},
)
def config_map_key_missing(bundle: Bundle) -> Iterator[Problem]:
    """Pods take a key that their ConfigMap or Secret does not have.

    They do not start: a variable gives `CreateContainerConfigError`, and a volume that lists the key is never
    mounted (Kubernetes docs, "Configure a Pod to Use a ConfigMap"). Pods that run go on until they are
    replaced, so it comes to light with the next rollout. Correct the key, add it, or say `optional: true`.

    Only a ConfigMap or Secret whose manifest lies here is looked at, with `data`, `stringData` and
    `binaryData`, and none that is empty or carries an annotation or label by which something else fills it.

    It is recommended, not essential, because something else may add the key in the cluster.
    """
    for facts in bundle.workloads:
        for reference in facts.references:
            if reference.kind in _KINDS and reference.part and not reference.optional:
                yield from _judge(bundle, facts, reference)


def _judge(bundle: Bundle, facts: Facts, reference: Reference) -> Iterator[Problem]:
    found = the_one(bundle, facts, reference)
    if found is None or found.keys is None or reference.part in found.keys:
        return
    meant = close_to(str(reference.part), sorted(found.keys))
    hint = f'; did you mean "{meant}"?' if meant else ""
    yield Problem(
        f"{facts.id}: {found.id} has no key {reference.part}, so its pods do not start{hint}",
        at=At(reference.part_pointer),
        resource=facts.ref,
        related=(Related("what has the keys", At(("metadata", "name")), found.ref),),
    )
