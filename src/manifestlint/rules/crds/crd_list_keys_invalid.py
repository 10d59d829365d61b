"""Lists and maps in schemas that cannot be merged."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.crds._schemas import flaws_of
from manifestlint.schema.crd_structure import list_flaws


@resource_rule(
    "crd-list-keys-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_list_keys_invalid(resource: Resource) -> Iterator[Problem]:
    """A list or map in the schema of a CustomResourceDefinition is merged in a way that does not fit it.

    The API server refuses it: `x-kubernetes-list-type: map` needs `x-kubernetes-list-map-keys`, and every
    key must be a single value of the items that is required or has a default. Items of a `set` are single
    values, or atomic themselves; items of either are not nullable. `x-kubernetes-map-type` is atomic or
    granular (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`, v1.35).

    Name fields that every item has, or make the list `atomic`.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    yield from flaws_of(resource, list_flaws)
