"""Words that a field does not know."""

from manifestlint.core.place import Pointer
from manifestlint.model.choice import stranger, strangers

DATA = {"spec": {"type": "clusterip", "policy": "", "items": ["a", "z"], "number": 3}}


def test_the_word_that_was_meant_is_named() -> None:
    found = stranger(DATA, ("spec", "type"), ("ClusterIP", "NodePort"))
    assert str(found) == 'type "clusterip" is not one of ClusterIP, NodePort (did you mean "ClusterIP"?)'


def test_a_single_word_is_said_as_it_is() -> None:
    assert str(stranger(DATA, ("spec", "items", 1), ("a",))) == 'items "z" is not a'


def test_what_is_empty_missing_or_no_text_is_nobodys_stranger() -> None:
    fields: dict[Pointer, tuple[str, ...]] = {
        ("spec", name): ("a",) for name in ("policy", "number", "missing", "items")
    }
    assert list(strangers(DATA, fields)) == []
