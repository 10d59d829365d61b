"""Why a source cannot be rendered."""


class NotRenderable(Exception):  # noqa: N818 - it is what the source is
    """A source that cannot be rendered here: a tool is missing or fails, or needs what is not here."""

    def __init__(self, message: str, words: str = "") -> None:
        super().__init__(f"{message}: {words}" if words else message)
        self.message = message
        self.words = words
        """What the tool itself said, empty where none was asked."""
