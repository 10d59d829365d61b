"""Two that set the number of replicas."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Fix, Problem, Profile, Related, RemoveKey, Safety, Severity, bundle_rule
from manifestlint.rules.argocd._bundle import applied
from manifestlint.rules.argocd._ignore import ignores_replicas

_REPLICAS = At(("spec", "replicas"))


@bundle_rule(
    "argocd-self-heal-fights-autoscaler",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={"argocd-source-lint": "hpa-selfheal-conflict"},
)
def argocd_self_heal_fights_autoscaler(bundle: Bundle) -> Iterator[Problem]:
    """A workload that is autoscaled has `spec.replicas`, and Argo CD's self-heal puts that number back.

    The autoscaler adds pods under load, Argo CD sees a difference and removes them, again and again
    (https://github.com/argoproj/argo-cd/issues/5105 and /7820; Argo CD docs, "Best Practices").

    Leave `spec.replicas` out; take care that the change itself does not scale a running workload to one.
    Or let the Application ignore `/spec/replicas` and add the sync option `RespectIgnoreDifferences=true`,
    without which every sync still resets the number. It may also be ignored for all Applications in
    `argocd-cm`, which no repository shows.

    It is a warning for that reason; recommended because capacity is lost when it is needed.
    """
    it = applied(bundle)
    if it is None or not it.application.sync_policy.heals:
        return
    for workload in bundle.workloads:
        scaler = bundle.scaler_of(workload) if workload.replicas_written else None
        if scaler is None:
            continue
        ignored = ignores_replicas(it.application, bundle, workload)
        if ignored and it.application.sync_policy.has_option("RespectIgnoreDifferences=true"):
            continue
        effect = "every sync resets" if ignored else "self-heal resets"
        yield Problem(
            f"{workload.id}: {effect} the replicas that {scaler.id} sets",
            at=_REPLICAS,
            resource=workload.ref,
            related=(Related("the autoscaler", At(("metadata", "name")), scaler.ref),),
            fix=Fix("remove replicas", Safety.UNSAFE, (RemoveKey(_REPLICAS.pointer),)),
        )
