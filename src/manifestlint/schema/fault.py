"""What a schema says against an object."""

from dataclasses import dataclass

from manifestlint.core.fix import Fix
from manifestlint.core.place import At


@dataclass(frozen=True, slots=True)
class Fault:
    """What the API server would refuse at one place of a resource.

    The pointer counts from the resource. The message begins with the dotted path; who reports it puts the
    resource before that.
    """

    rule: str
    message: str
    at: At
    fix: Fix | None = None
