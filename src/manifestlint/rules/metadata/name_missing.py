"""Objects without a name."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.metadata._kinds import has_server_name


@resource_rule("name-missing", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def name_missing(resource: Resource) -> Iterator[Problem]:
    """An object has no name.

    The API server refuses it (apimachinery `pkg/api/validation/objectmeta.go`,
    `ValidateObjectMetaAccessor`, v1.35), and neither `kubectl apply` nor Argo CD can tell which object is
    meant. A `name` beside `metadata`, one level too high, is the usual reason.

    Write `metadata.name`. An object with a `generateName` is told by `name-generated`. Looked at are
    Kubernetes' own kinds and Argo's; of other files nobody knows whether they are objects or the
    configuration of a tool.

    It is essential: nothing of it reaches the cluster.
    """
    metadata = resource.data.get("metadata")
    if not has_server_name(resource.id) or not (metadata is None or isinstance(metadata, dict)):
        return
    named = mapping(metadata)
    if named.get("name") in (None, "") and named.get("generateName") in (None, ""):
        hint = ", and a name beside metadata does not count" if "name" in resource.data else ""
        text = f"this {resource.id.kind} has no metadata.name{hint}; it is refused"
        yield Problem(text, at=at("metadata", "name"))
