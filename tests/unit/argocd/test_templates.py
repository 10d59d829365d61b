"""The older syntax, and templates in data (Argo CD docs, Template fields)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.argocd.templates import Renderer, flattened
from manifestlint.argocd.unknowns import Refused

OLD, GO = Renderer(), Renderer(go=True)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{name}}-{{ path.basename }}", "web-dev"),
        ("{{absent}} {{}} {{ absent }}", "{{absent}} {{}} {{ absent }}"),
        ("{{number}}", "{{number}}"),  # only text is put in
        ("{{ .name }}", "{{ .name }}"),
        ("no template }}", "no template }}"),
        ("{{ not\nclosed", "{{ not\nclosed"),
        ("{{a\n}}", "{{a\n}}"),
    ],
)
def test_older_syntax(template: str, text: str) -> None:
    assert OLD.text(template, {"name": "web", "path.basename": "dev", "number": 1}) == text


def test_older_syntax_must_be_closed() -> None:
    with pytest.raises(Refused):
        OLD.text("{{name}} {{", {"name": "web"})


def test_keys_and_values_everywhere() -> None:
    data = {"{{.k}}": ["{{.v}}", 1, {"a": "{{.v}}"}], "b": None}
    assert GO.deep(data, {"k": "key", "v": "value"}) == {"key": ["value", 1, {"a": "value"}], "b": None}


def test_values_use_parameters_and_not_each_other() -> None:
    values = {"a": "{{name}}-x", "b": "{{values.a}}"}
    assert OLD.with_values({"name": "web"}, values) == {
        "name": "web",
        "values.a": "web-x",
        "values.b": "{{values.a}}",
    }
    assert GO.with_values({"name": "web"}, {"a": "{{.name}}"}) == {"name": "web", "values": {"a": "web"}}


def test_options() -> None:
    assert Renderer(go=True, options=("missingkey=zero",)).text("{{ .x }}", {}) == "<no value>"
    with pytest.raises(Refused):
        Renderer(go=True, options=("missingkey=error",)).text("{{ .x }}", {})
    with pytest.raises(Refused):
        Renderer(go=True, options=("missing=error",)).text("{{ .x }}", {})


def test_flattened() -> None:
    data = {"a": {"b": ["x", {"c": True}]}, "n": 1.0, "e": {}, "z": None}
    assert flattened(data) == {"a.b.0": "x", "a.b.1.c": "true", "n": "1", "z": "<nil>"}


@given(st.text("ab{} .", max_size=20))
def test_without_parameters_nothing_changes(template: str) -> None:
    try:
        assert OLD.text(template, {}) == template
    except Refused:
        assert "{{" in template
