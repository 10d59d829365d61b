"""What an object is called in the cluster."""

from dataclasses import replace

from manifestlint.core.resource import ResourceId
from manifestlint.model.transition import Side


def landing(side: Side) -> ResourceId:
    """The object's identity, with the namespace in which it lands."""
    return replace(side.id, namespace=side.namespace)
