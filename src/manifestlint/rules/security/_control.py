"""Controls of the Pod Security Standards as rules."""

from collections.abc import Callable, Iterable, Iterator

from manifestlint.model.pod_security import minor_of
from manifestlint.model.violation import Violation
from manifestlint.rulekit import At, Fix, Problem


def told(
    violations: Iterable[Violation], effect: str, mend: Callable[[Violation], Fix | None] = lambda _: None
) -> Iterator[Problem]:
    """A problem for each violation that has an effect, by the standard of the workload's own cluster."""
    for violation in violations:
        if not violation.formal and violation.counts(minor_of(violation.resource)):
            text = f"{violation.title}: {violation.words}, so {effect}"
            yield Problem(text, at=At(violation.pointer), fix=mend(violation))
