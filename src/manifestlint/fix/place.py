"""Where in the repository an edit of an object has to be made."""

from dataclasses import replace

from manifestlint.core.fix import AddKey, Edit
from manifestlint.core.place import At, Origin
from manifestlint.engine.place import find_place
from manifestlint.engine.sources import Sources
from manifestlint.model.shape import dig, is_same

Site = tuple[str, int, Edit]
"""File, document, and the edit with its pointer from the document's root."""


def find_site(edit: Edit, origin: Origin, sources: Sources) -> Site | None:
    """The plain file in which the very thing stands that an edit changes; None for what a tool makes."""
    rendered = sources.rendered(origin.path)
    if rendered is None:
        return origin.path, origin.document, replace(edit, pointer=(*origin.pointer, *edit.pointer))
    place = find_place(origin, At(edit.pointer), sources)
    if not place.written:
        return None
    source = sources.get(place.path)
    if "{{" in source.text:
        return None
    made = dig(rendered[0].data, *edit.pointer)
    written = dig(source.document(place.document).data, *place.pointer)
    if not isinstance(edit, AddKey) and not is_same(made, written):
        return None
    return place.path, place.document, replace(edit, pointer=place.pointer)
