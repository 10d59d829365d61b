"""Requests that two Ingresses claim."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.network import Route
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, repository_rule

_Key = tuple[object, ...]
_Claim = tuple[Bundle, Facts, Route]


@repository_rule(
    "ingress-path-duplicate",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kyverno": "unique-ingress-host-and-path"},
)
def ingress_path_duplicate(bundles: tuple[Bundle, ...]) -> Iterator[Problem]:
    """Two Ingresses take the same requests: the same host, path and type of path, of the same class.

    One of them never gets any: controllers keep the older one, and the webhook of ingress-nginx refuses the
    second, so its sync fails (ingress-nginx docs, "How it works"). After a restore it may be the other one.

    Compared is what one Application applies, and what several apply to the same cluster; of files that no
    Application applies, those of the same folder. Canaries of ingress-nginx repeat routes on purpose. AWS'
    and Google's controllers give each Ingress an address of its own, and Traefik tells routes apart by their
    entry points too. An Ingress that names neither class nor host is not looked at.

    It is recommended, not essential, because not every controller refuses it.
    """
    first: dict[_Key, _Claim] = {}
    for bundle in bundles:
        for facts in bundle.applied:
            for key, route in _routes(bundle, facts):
                other = first.setdefault(key, (bundle, facts, route))
                if other[2] is not route:
                    yield _problem((bundle, facts, route), other)


def _routes(bundle: Bundle, facts: Facts) -> Iterator[tuple[_Key, Route]]:
    ingress = facts.ingress
    if ingress is None or ingress.group is None:
        return
    where = _place(bundle, facts)
    for route in ingress.routes:
        if ingress.group or route.host:
            yield (*where, ingress.group, route.host, route.path, route.type), route


def _place(bundle: Bundle, facts: Facts) -> _Key:
    """What the objects that meet in a cluster have in common, as far as that is certain."""
    if bundle.application is None:
        return "folder", bundle.name, facts.ref.origin.path.rpartition("/")[0]
    return ("bundle", bundle.name) if bundle.cluster is None else ("cluster", bundle.cluster)


def _problem(claim: _Claim, other: _Claim) -> Problem:
    _, facts, route = claim
    _, rival, first = other
    host = f"host {route.host}" if route.host else "every host"
    whose = "is there twice" if rival is facts else f"is also in {rival.id}"
    return Problem(
        f"{facts.id}: {host}, path {route.path} {whose}; only one of them gets the requests",
        at=At((*route.pointer, "path")),
        resource=facts.ref,
        related=(Related("the other one", At((*first.pointer, "path")), rival.ref),),
    )
