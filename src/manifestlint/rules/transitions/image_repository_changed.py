"""Images that come from elsewhere."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.model.workload import WORKLOAD_KINDS
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._images import elsewhere, swaps


@transition_rule(
    "image-repository-changed",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=WORKLOAD_KINDS,
)
def image_repository_changed(transition: Transition) -> Iterator[Problem]:
    """A container gets an image of another registry or repository.

    Somebody else may decide then what runs, nodes may need other credentials to pull it, and a script that
    writes one image into every container of a file looks just so. See that the new place is one you trust,
    and that the pods' `imagePullSecrets` fit; then suppress this once, or merge with the warning.

    Docker Hub is the same place under all its names (`docker.io`, `index.docker.io`, none; `library/` for
    official images). Going back to a state that was deployed before is not told. It is recommended, and
    a warning, because moving to another registry is a usual thing to do.
    """
    for swap in swaps(transition):
        if not swap.same_repository and not swap.reverted_to:
            yield swap.problem(
                f"the image comes from {elsewhere(swap.old, swap.new)}: {swap.new.full_name}"
                f" instead of {swap.old.full_name}"
            )
