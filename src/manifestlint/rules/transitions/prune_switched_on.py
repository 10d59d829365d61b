"""Applications that begin to prune."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.argocd._spec import KINDS, Spec, read_spec


@transition_rule(
    "prune-switched-on", severity=Severity.INFO, profile=Profile.RECOMMENDED, since="0.1", kinds=KINDS
)
def prune_switched_on(transition: Transition) -> Iterator[Problem]:
    """The change lets an Argo CD Application prune that did not before.

    The next sync deletes everything that the Application once applied and Git no longer has, however long
    ago it was removed (Argo CD docs, "Automated Sync Policy", "Automatic Pruning"). Nothing in the repository
    tells what that is: `argocd app diff`, or the objects that Argo CD marks as to be pruned, does.

    It is info because pruning is what makes Git the truth; recommended since a look before costs little.
    """
    both = transition.both
    if both is None:
        return
    old, new = read_spec(both[0].resource), read_spec(both[1].resource)
    if old is None or new is None or _prunes(old) or not _prunes(new):
        return
    yield Problem(
        f"{transition.id}: it prunes from now on, also what left Git before this change",
        at=new.at("syncPolicy", "automated", "prune"),
    )


def _prunes(spec: Spec) -> bool:
    automated = spec.get("syncPolicy", "automated")
    return (
        isinstance(automated, dict)
        and automated.get("enabled") is not False
        and automated.get("prune") is True
    )
