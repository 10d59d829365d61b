"""Every kind of which the API server does not let something be changed."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Pointer, Problem
from manifestlint.rules.transitions._address import address
from manifestlint.rules.transitions._definitions import definition, stored
from manifestlint.rules.transitions._fields import fields
from manifestlint.rules.transitions._immutable import data, secret_type
from manifestlint.rules.transitions._running import job, pod
from manifestlint.rules.transitions._storage import claim, size, volume
from manifestlint.rules.transitions._update import Check, Refusal, Update, Way, effective, read_update
from manifestlint.rules.transitions._workloads import selector, stateful_set

_STORAGE, _RESOURCE = "storage.k8s.io", "resource.k8s.io"
PLAIN: dict[tuple[str, str], tuple[Pointer, ...]] = {
    ("apps", "ControllerRevision"): (("data",),),
    ("certificates.k8s.io", "ClusterTrustBundle"): (("spec", "signerName"),),
    ("discovery.k8s.io", "EndpointSlice"): (("addressType",),),
    ("networking.k8s.io", "IngressClass"): (("spec", "controller"),),
    ("networking.k8s.io", "IPAddress"): (("spec", "parentRef"),),
    ("node.k8s.io", "RuntimeClass"): (("handler",),),
    (_RESOURCE, "ResourceClaim"): (("spec",),),
    (_RESOURCE, "ResourceClaimTemplate"): (("spec",),),
    ("scheduling.k8s.io", "PriorityClass"): (("value",), ("preemptionPolicy",)),
    (_STORAGE, "CSIDriver"): (("spec", "attachRequired"), ("spec", "volumeLifecycleModes")),
    (_STORAGE, "StorageClass"): (
        ("provisioner",),
        ("parameters",),
        ("reclaimPolicy",),
        ("volumeBindingMode",),
    ),
    (_STORAGE, "VolumeAttributesClass"): (("driverName",), ("parameters",)),
}
"""Kinds of which single fields never change (`pkg/apis/*/validation/validation.go`, v1.35)."""


def plain(update: Update) -> Iterator[Refusal]:
    """The fields of kinds that need no more than a list of them."""
    yield from fields(update, *PLAIN.get((update.new.id.group, update.new.id.kind), ()))


CHECKS: dict[tuple[str, str], tuple[Check, ...]] = {
    **dict.fromkeys(PLAIN, (plain,)),
    ("apps", "DaemonSet"): (selector,),
    ("apps", "Deployment"): (selector,),
    ("apps", "ReplicaSet"): (selector,),
    ("apps", "StatefulSet"): (selector, stateful_set),
    ("batch", "Job"): (job,),
    ("apiextensions.k8s.io", "CustomResourceDefinition"): (definition, stored),
    ("", "Pod"): (pod,),
    ("", "PersistentVolumeClaim"): (claim, size),
    ("", "PersistentVolume"): (volume,),
    ("", "Service"): (address,),
    ("", "ConfigMap"): (data,),
    ("", "Secret"): (data, secret_type),
}


def refused(transition: Transition, check: Check) -> Iterator[Problem]:
    """What a sync cannot do; what it does by deleting the object first is told by `object-recreated`."""
    if check not in CHECKS.get((transition.id.group, transition.id.kind), ()):
        return
    update = read_update(transition)
    if update is not None and update.way is not Way.RECREATED:
        yield from (update.problem(refusal) for refusal in effective(update, check))
