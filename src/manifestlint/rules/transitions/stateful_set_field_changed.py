"""StatefulSets of which more is changed than may be."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import refused
from manifestlint.rules.transitions._workloads import stateful_set


@transition_rule(
    "stateful-set-field-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("StatefulSet",),
)
def stateful_set_field_changed(transition: Transition) -> Iterator[Problem]:
    """The change alters a field of a StatefulSet that can never change.

    The API server lets `replicas`, `ordinals`, `template`, `updateStrategy`, `minReadySeconds`,
    `persistentVolumeClaimRetentionPolicy` and, from 1.33 on, `revisionHistoryLimit` be changed, and refuses
    the rest (`pkg/apis/apps/validation/validation.go`, `ValidateStatefulSetUpdate`, v1.35 and v1.32). The
    sync fails, and with it everything that comes after it. `Replace=true` is an update as well.

    To grow the volumes, enlarge each claim, then delete the StatefulSet with `--cascade=orphan`: its pods
    run on, and the next sync creates it anew around them. For anything else a new name is safer.

    It is essential: the sync fails.
    """
    yield from refused(transition, stateful_set)
