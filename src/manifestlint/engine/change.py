"""Two states of the repository, object by object."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding
from manifestlint.core.resource import ResourceId, ResourceRef
from manifestlint.core.rule import Scope
from manifestlint.core.version import Minor
from manifestlint.engine.bundle import BundleResult
from manifestlint.engine.judge import Judge, Judgement
from manifestlint.engine.locate import locate, merged
from manifestlint.engine.objects import load
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.run import Outcome
from manifestlint.engine.sources import Sources
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.transition import Change, Deployed, Operation, Side, Transition
from manifestlint.schema.versions import choose

_Key = tuple[object, ...]
_There = tuple[Bundle, Facts]


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a change besides its two states."""

    paths: frozenset[str]
    branch: str = ""
    authors: tuple[str, ...] = ()
    deployed: Callable[[Side], Deployed | None] = lambda _: None


def compare(before: Outcome, after: Outcome, sources: Sources, about: About) -> Change:
    """Pair the objects of two states; `sources` reads the later one, and leads to the earlier.

    An object is first looked for in the Application of the same name, then in all that land in the same
    cluster: so it is told from one that another Application takes over. Where a bundle could not be read
    or rendered as a whole, what is missing there may well be there.
    """
    change = Change(
        tuple(each.bundle for each in before.bundles),
        tuple(each.bundle for each in after.bundles),
        paths=about.paths,
        branch=about.branch,
        authors=about.authors,
        unknown=frozenset(_unknown(before, after)),
        deployed=about.deployed,
    )
    change.transitions.extend(_transitions(change, sources))
    return change


def _transitions(change: Change, sources: Sources) -> Iterator[Transition]:
    new = dict(_objects(change.after))
    left: dict[_Key, _There] = {}
    for key, there in _objects(change.before):
        if key in new:
            yield from _altered(change, there, new.pop(key), sources)
        else:
            left[key] = there
    landed = {_landing(key, bundle): key for key, (bundle, _) in new.items()}
    for key, (bundle, facts) in left.items():
        taker = landed.pop(_landing(key, bundle), None)
        if taker is not None:
            yield from _altered(change, (bundle, facts), new.pop(taker), sources)
        elif not _is_partial(bundle.name, change.after):
            yield Transition(Operation.DELETE, _side(bundle, facts, sources, before=True), None, change)
    for bundle, facts in new.values():
        if not _is_partial(bundle.name, change.before):
            yield Transition(Operation.CREATE, None, _side(bundle, facts, sources), change)


def _unknown(*outcomes: Outcome) -> Iterator[ResourceId]:
    for outcome in outcomes:
        yield from (failure.resource for failure in outcome.plan.failures if failure.resource)


def _objects(bundles: tuple[Bundle, ...]) -> Iterator[tuple[_Key, _There]]:
    for bundle in bundles:
        for facts in bundle.applied:
            if not facts.generated:
                id = facts.id
                key = (bundle.name, id.group, id.kind, bundle.namespace_of(facts), id.name)
                yield key, (bundle, facts)


def _landing(key: _Key, bundle: Bundle) -> _Key:
    """An object's identity in the cluster in which it lands."""
    return (bundle.cluster, *key[1:])


def _altered(change: Change, old: _There, new: _There, sources: Sources) -> Iterator[Transition]:
    """The transition between two sides, if they differ."""
    if old[1] is new[1] and old[0].name == new[0].name:
        return
    before, after = _side(*old, sources, before=True), _side(*new, sources)
    if before.resource.data != after.resource.data or old[0].name != new[0].name:
        yield Transition(Operation.UPDATE, before, after, change)


def _side(bundle: Bundle, facts: Facts, sources: Sources, *, before: bool = False) -> Side:
    resource = load(facts, (before and sources.before) or sources)
    if before:
        resource = replace(resource, origin=replace(resource.origin, before=True))
    return Side(resource, facts, bundle)


def _is_partial(name: str, bundles: tuple[Bundle, ...]) -> bool:
    return any(bundle.partial for bundle in bundles if bundle.name == name)


def _in_cluster(transition: Transition, version: Minor) -> Transition:
    """The transition with the Kubernetes that both sides are for."""
    old, new = (
        side and replace(side, resource=replace(side.resource, cluster=version))
        for side in (transition.old, transition.new)
    )
    return replace(transition, old=old, new=new)


def judge_change(
    change: Change, before: Outcome, after: Outcome, sources: Sources, judge: Judge
) -> BundleResult:
    """Run the rules that compare; what is removed is told where it stood."""
    plans = {plan.name: plan for outcome in (before, after) for plan in outcome.plan.bundles}
    by_ref = {each.side.ref: plans[each.side.bundle.name] for each in change.transitions}
    findings: list[Finding] = []
    failures: list[Failure] = []

    def plan_of(ref: ResourceRef) -> BundlePlan:
        return by_ref.get(ref) or BundlePlan("", "", ())

    for transition in change.transitions:
        judgement, ref = Judgement(), transition.side.ref
        target = judge.target(ref.origin.file, ref.id, plan_of(ref))
        version = choose(judge.selection.kubernetes_version(target))
        judge.judge(Scope.TRANSITION, _in_cluster(transition, version), ref, target, judgement)
        findings += (locate(judged, sources, plan_of(ref)) for judged in judgement.problems)
        failures += judgement.failures
    judgement = Judgement()
    judge.judge_together(
        Scope.CHANGE,
        change,
        "the change",
        lambda ref: judge.target(ref.origin.file, ref.id, plan_of(ref)),
        judgement,
    )
    findings += (locate(judged, sources, plan_of(judged.ref)) for judged in judgement.problems)
    return BundleResult(tuple(merged(findings)), (*failures, *judgement.failures))
