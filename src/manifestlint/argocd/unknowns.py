"""Why an ApplicationSet's Applications are not known."""


class NotExpandable(Exception):  # noqa: N818 - it is what the ApplicationSet is
    """What an ApplicationSet makes cannot be worked out here; the reason is in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NeedsCluster(NotExpandable):
    """A generator asks the cluster or the network."""


class Refused(NotExpandable):
    """Argo CD cannot work it out either: it stops with an error, and no Application is made or changed."""
