"""What lands in one cluster, so that names can be looked up where the API server will look.

A bundle sees its own objects, and those of every bundle that lands, or may land, in the same cluster:

* of two Applications, those with the same destination;
* what no Application applies may have been applied by hand, so it counts everywhere;
* but not beside a bundle with which it shares a workload: the overlays of two stages are alternatives, and
  what the one has must not hide that the other lacks it.

Whoever asks gets rather too much than too little: a finding about what is missing must be true.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING

from manifestlint.core.words import close_to
from manifestlint.model.given import is_given
from manifestlint.model.kinds import may_run_pods
from manifestlint.model.producers import ANYTHING, ANYWHERE

if TYPE_CHECKING:
    from manifestlint.model.bundle import Bundle
    from manifestlint.model.facts import Facts

Covers = Callable[[str, str, str], bool]
_CLOSE = 0.8
"""How alike a name must be to be proposed."""
_MANY = 200


@dataclass(frozen=True, slots=True)
class Landing:
    """An object that lands in a namespace, or from which a controller makes it there."""

    bundle: "Bundle"
    facts: "Facts"
    kind: str
    name: str
    namespace: str
    """Empty where the kind has none, or nothing says which; `*` for any."""
    is_made: bool = False
    adds: bool = False
    """Only keys are added to what comes from elsewhere."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is applied, of which nothing is known here; None means any cluster or namespace."""

    cluster: str | None
    namespace: str | None


class Landscape:
    """The objects of all bundles of a run, by kind and name."""

    def __init__(self, bundles: Iterable["Bundle"], gaps: Iterable[Gap], external: Covers) -> None:
        self.bundles = tuple(bundles)
        self.gaps = tuple(gaps)
        self.external = external

    @cached_property
    def _landings(self) -> tuple[Landing, ...]:
        return tuple(self._read())

    def _read(self) -> Iterator[Landing]:
        for bundle in self.bundles:
            for facts in bundle.members:
                namespace = bundle.namespace_of(facts)
                if not facts.generated:
                    yield Landing(bundle, facts, facts.id.kind, facts.id.name, namespace)
                for product in facts.products:
                    there = product.namespace or namespace
                    yield Landing(bundle, facts, product.kind, product.name, there, True, product.adds)

    @cached_property
    def of_kind(self) -> dict[str, list[Landing]]:
        """What there is of each kind, whatever its group: a name that exists is not missing."""
        found: dict[str, list[Landing]] = {}
        for landing in self._landings:
            if not landing.adds:
                found.setdefault(landing.kind, []).append(landing)
        return found

    @cached_property
    def named(self) -> dict[tuple[str, str], list[Landing]]:
        """The same by kind and name; globs stand below the name `*`."""
        found: dict[tuple[str, str], list[Landing]] = {}
        for landing in self._landings:
            name = "*" if "*" in landing.name else landing.name
            found.setdefault((landing.kind, name), []).append(landing)
        return found

    @cached_property
    def bindings(self) -> dict[tuple[str, str], list[Landing]]:
        """The objects that bind a role, by the role's kind and name."""
        found: dict[tuple[str, str], list[Landing]] = {}
        for kind in ("ClusterRoleBinding", "RoleBinding"):
            for landing in self.of_kind.get(kind, ()):
                for reference in landing.facts.references:
                    found.setdefault((reference.kind, reference.name), []).append(landing)
        return found

    @cached_property
    def gatherers(self) -> tuple[Landing, ...]:
        """The ClusterRoles that gather the rules of others."""
        roles = self.of_kind.get("ClusterRole", ())
        return tuple(each for each in roles if each.facts.role and each.facts.role.gathers)

    @cached_property
    def operated(self) -> dict[str, list[Landing]]:
        """Custom objects whose controllers make others, by name."""
        found: dict[str, list[Landing]] = {}
        for landing in self._landings:
            own = landing.is_made or landing.kind == "Rollout"
            if not own and may_run_pods(landing.facts.id.group, landing.kind):
                found.setdefault(landing.name, []).append(landing)
        return found

    @cached_property
    def mentioned(self) -> dict[str, list[Landing]]:
        """The objects that mention a name."""
        found: dict[str, list[Landing]] = {}
        for landing in self._landings:
            for name in () if landing.is_made else landing.facts.mentions:
                found.setdefault(name, []).append(landing)
        return found


class Destination:
    """What a bundle finds in its cluster."""

    def __init__(self, landscape: Landscape, bundle: "Bundle | None" = None) -> None:
        self._landscape = landscape
        self._bundle = bundle
        self._known: dict[str, bool] = {}

    def find(self, kind: str, namespace: str, name: str) -> list[Landing]:
        """The objects of that name, made ones included."""
        exact = self._landscape.named.get((kind, name), [])
        globs = self._landscape.named.get((kind, "*"), [])
        found = [*exact, *(each for each in globs if fnmatchcase(name, each.name))]
        return [each for each in found if _meets(each, namespace) and self._is_near(each)]

    def exists(self, kind: str, namespace: str, name: str) -> bool:
        """Whether there is such an object: in a bundle, in every cluster, or as the PolicySet says."""
        return (
            is_given(kind, namespace, name)
            or any(not each.adds for each in self.find(kind, namespace, name))
            or self._landscape.external(kind, namespace, name)
            or bool(self.find(ANYTHING, namespace, ANYTHING))
            or self._is_operated(namespace, name)
            or self._is_mentioned(kind, namespace, name)
        )

    def elsewhere(self, kind: str, namespace: str, name: str) -> list[Landing]:
        """The objects of that name in other namespaces."""
        found = self._landscape.named.get((kind, name), [])
        return [each for each in found if not _meets(each, namespace) and self._is_near(each)]

    def brings(self, kind: str, namespace: str) -> Iterator[Landing]:
        """What there is of a kind in a namespace."""
        found = self._landscape.of_kind.get(kind, [])
        return (each for each in found if _meets(each, namespace) and self._is_near(each))

    def bindings_of(self, kind: str, namespace: str, name: str) -> Iterator[Landing]:
        """The bindings that name a role."""
        found = self._landscape.bindings.get((kind, name), [])
        return (each for each in found if _meets(each, namespace) and self._is_near(each))

    def gatherers(self) -> Iterator[Landing]:
        """The ClusterRoles that gather the rules of others."""
        return (each for each in self._landscape.gatherers if self._is_near(each))

    def close_to(self, kind: str, namespace: str, name: str) -> str | None:
        """A name that exists there and is nearly the same; none where there are too many to compare."""
        names = {each.name for each in self.brings(kind, namespace) if "*" not in each.name}
        return None if len(names) > _MANY else close_to(name, sorted(names), _CLOSE)

    def is_known(self, namespace: str) -> bool:
        """Whether everything is known that is applied to a namespace; to the cluster itself if empty.

        An Application whose objects do not lie here fills its own namespace, and may bring what is in none. A
        bundle that could not be read or rendered may bring anything.
        """
        if namespace not in self._known:
            self._known[namespace] = not self._has_gap(namespace)
        return self._known[namespace]

    def _has_gap(self, namespace: str) -> bool:
        own = self._bundle
        if own is None or own.partial:
            return True
        for gap in self._landscape.gaps:
            same = gap.cluster is None or own.cluster is None or gap.cluster == own.cluster
            if same and (gap.namespace is None or namespace in {"", gap.namespace}):
                return True
        return any(
            each.partial and (each.cluster == own.cluster or own.cluster is None)
            for each in self._landscape.bundles
        )

    def _is_operated(self, namespace: str, name: str) -> bool:
        """Whether it is called after a custom object, as what operators make is.

        Most put something after the name (`db-rw`), some before it (`vmsingle-db`).
        """
        cuts = [place for place, sign in enumerate(name) if sign in "-."]
        return any(
            _meets(each, namespace) and self._is_near(each)
            for start in (0, *(cut + 1 for cut in cuts))
            for end in (*cuts, len(name))
            for each in self._landscape.operated.get(name[start:end], ())
        )

    def _is_mentioned(self, kind: str, namespace: str, name: str) -> bool:
        """Whether something may make it that has it named. A Job's commands call Services too."""
        return any(
            _meets(each, namespace) and self._is_near(each)
            for each in self._landscape.mentioned.get(name, ())
            if each.facts.pod is None or kind in {"ConfigMap", "Secret"}
        )

    def _is_near(self, landing: Landing) -> bool:
        own, other = self._bundle, landing.bundle
        if own is None or other is own:
            return True
        if own.cluster is not None and other.cluster is not None:
            return own.cluster == other.cluster
        return id(other) not in self._alternatives

    @cached_property
    def _alternatives(self) -> set[int]:
        """The bundles that write a workload of this one too."""
        own = self._bundle
        return {
            id(landing.bundle)
            for facts in (own.workloads if own else ())
            for landing in self._landscape.named.get((facts.id.kind, facts.id.name), ())
            if own and landing.bundle is not own and landing.namespace == own.namespace_of(facts)
        }


def _meets(landing: Landing, namespace: str) -> bool:
    return not namespace or landing.namespace in {"", ANYWHERE, namespace}


NOWHERE = Destination(Landscape((), (), lambda *_: False))
"""Where nothing is known of what else there is."""
