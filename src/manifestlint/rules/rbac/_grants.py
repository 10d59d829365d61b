"""Powers that roles give, told where somebody gets them."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.holdings import Holding
from manifestlint.model.rbac import Grant
from manifestlint.model.resource import at
from manifestlint.rulekit import Problem, Related

WRITING = ("create", "update", "patch", "delete", "deletecollection")


@dataclass(frozen=True, slots=True)
class Power:
    """Verbs on resources of one API group, any of which is enough."""

    verbs: tuple[str, ...]
    group: str
    resources: tuple[str, ...]
    in_namespaces: bool = True
    """False for what belongs to no namespace: in a Role or through a RoleBinding it allows nothing."""
    names: tuple[str, ...] = ("",)
    """Objects so named; the empty name stands for any."""

    def given_by(self, holding: Holding, grant: Grant) -> tuple[str, str] | None:
        """The verb and the resource by which a rule gives it.

        A rule that allows everything gives it too, but that is told by `role-allows-everything`.
        """
        if grant.allows_everything or (holding.is_in_namespace and not self.in_namespaces):
            return None
        return next(
            (
                (verb, resource)
                for resource in self.resources
                if grant.place_of(resource) is not None
                for verb in self.verbs
                if any(grant.allows(verb, self.group, resource, name) for name in self.names)
            ),
            None,
        )


def told(bundle: Bundle, consequence: str, *powers: Power) -> Iterator[Problem]:
    """A problem for each binding whose role gives one of the powers, and for each role that nothing binds.

    `consequence` goes on after "its subjects can"; a `{}` in it becomes `the cluster` or `its namespace`.
    """
    for holding in bundle.holdings:
        for role, grant in holding.grants:
            given = next(filter(None, (power.given_by(holding, grant) for power in powers)), None)
            if given is not None:
                yield _problem(holding, role, grant, given, consequence)
                break


def _problem(
    holding: Holding, role: Facts, grant: Grant, given: tuple[str, str], consequence: str
) -> Problem:
    verb, resource = given
    facts = holding.facts
    where = "its namespace" if holding.is_in_namespace else "the cluster"
    index = grant.place_of(resource)
    rule = at(*grant.pointer, "resources", index or 0)
    bound = facts is not holding.role
    allowing = f"{role.id.kind} {role.id.name} allows" if bound or role is not facts else "it allows"
    who = "its subjects" if bound else "who holds it"
    message = f"{facts.id}: {allowing} {verb} on {resource}, so {who} can {consequence.format(where)}"
    if role is facts:
        return Problem(message, at=rule, resource=facts.ref)
    place = at(*holding.pointer) if bound else at("aggregationRule")
    return Problem(message, at=place, resource=facts.ref, related=(Related("this rule", rule, role.ref),))
