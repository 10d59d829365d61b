"""Composes the places of one document, by the way its text is to be read."""

from manifestlint.source import jsontext, places
from manifestlint.source.events import events
from manifestlint.source.source import Part


def compose(text: str, part: Part) -> places.Place:
    """The tree of places of a document that was read before without an error."""
    own = text[part.start : part.end]
    if part.json is not None:
        return jsontext.places(own, part.start, part.json)
    if part.events:
        next_event = iter(part.events).__next__
    else:
        next_event = events(own)
        next_event()  # the stream
        next_event()  # the document
    return places.places(next_event, own, part.start)
