"""A PodDisruptionBudget as the API server reads it."""

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Pointer

KIND = "PodDisruptionBudget"
SPEC: Pointer = ("spec",)
FIELDS = ("minAvailable", "maxUnavailable")


def is_budget(resource: Resource) -> bool:
    """Whether this is Kubernetes' own budget."""
    return resource.id.group == "policy"
