"""How bad a finding is, and how much a team asks for."""

from enum import IntEnum


class Severity(IntEnum):
    """How bad a finding is; compares in that order."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The name as PolicySets and reports spell it: `info`, `warning`, `error`."""
        return self.name.lower()


class Profile(IntEnum):
    """How many rules are on; each profile contains the smaller ones."""

    ESSENTIAL = 1
    RECOMMENDED = 2
    STRICT = 3

    @property
    def label(self) -> str:
        """The name as PolicySets and reports spell it: `essential`, `recommended`, `strict`."""
        return self.name.lower()


SEVERITIES = {severity.label: severity for severity in Severity}
PROFILES = {profile.label: profile for profile in Profile}
