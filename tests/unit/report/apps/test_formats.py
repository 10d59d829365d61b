"""Every format tells of hostile names as text, and never obeys them."""

import json
import re
from xml.etree import ElementTree

import pytest

from manifestlint.core.graph import (
    ApplicationNode,
    Applied,
    AppliedObject,
    AppliedSource,
    Edge,
    Graph,
    SyncWords,
    Unchecked,
)
from manifestlint.core.report import Report
from manifestlint.core.resource import ResourceId
from manifestlint.report.apps import FORMATS, renderer
from manifestlint.report.apps.picture import NAME_CELL, SMALL_CELL, cells
from manifestlint.report.apps.svg import render as render_svg

HOSTILE = '</text><script>alert(1)</script> "\\\n::error::x\x1b[31m ]]> & \ud800\u202e\ufffe {a|b} 語語語'


def graph(word: str) -> Report:
    application = ResourceId("argoproj.io", "v1alpha1", "Application", word, word)
    child = ResourceId("argoproj.io", "v1alpha1", "Application", "argocd", "child")
    service = ResourceId("", "v1", "Service", word, word)
    deployment = ResourceId("apps", "v1", word, word, "web")
    config = ResourceId("", "", "ConfigMap", "shop", word * 9)
    source = AppliedSource(word, word, word, word, ours=False, tool="Helm", aside=word)
    node = ApplicationNode(
        application, word, 3, service, word, (source,), word, word, SyncWords(True, True, options=(word,))
    )
    objects = (
        AppliedObject(service, word, 1, "PreSync", -2),
        AppliedObject(deployment, word, 0, "Sync", 0),
        AppliedObject(child, word, 1, "Sync", 0),
        AppliedObject(ResourceId("", "v1", "ConfigMap", "", "alone"), word, 1, "", 0),
    )
    edges = (
        Edge(service, deployment, "selects"),
        Edge(deployment, config, "reads", found=False),
        Edge(deployment, service, word, applied_by=word),
    )
    unchecked = (Unchecked(word, word, failure=True), Unchecked(word))
    loose = Applied(word, None, "Directory", objects[:2], edges[:1], unchecked)
    first = Applied(word, node, "Helm", objects, edges, unchecked)
    made_by = ResourceId("argoproj.io", "v1alpha1", "ApplicationSet", "argocd", word)
    links = (
        Edge(application, application, "applies"),
        Edge(application, child, "applies"),
        Edge(made_by, application, "generates"),
    )
    return Report("0", "/r", "/r", applications=Graph((first, loose), links, unchecked), notes=(word,))


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_obeyed(form: str) -> None:
    text = renderer(form)(graph(HOSTILE))
    allowed = {"\n"}
    assert all(char.isprintable() or char in allowed for char in text)
    assert not re.search(r"^\s*::", text, re.MULTILINE)
    text.encode("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_is_always_told_the_same(form: str) -> None:
    assert renderer(form)(graph("a")) == renderer(form)(graph("a"))


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_at_all(form: str) -> None:
    assert renderer(form)(Report("0", "/r", "/r", applications=Graph((), (), ())))


@pytest.mark.parametrize("word", [HOSTILE, "web", "語" * 40, "a" * 300])
def test_svg_is_well_formed_and_inert(word: str) -> None:
    root = ElementTree.fromstring(render_svg(graph(word)))  # noqa: S314 - our own text
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags == {"svg", "title", "style", "defs", "marker", "rect", "path", "g", "text"}
    for element in root.iter():
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)


@pytest.mark.parametrize("word", [HOSTILE, "web", "語" * 40, "a" * 300])
def test_svg_text_fits_its_box(word: str) -> None:
    root = ElementTree.fromstring(render_svg(graph(word)))  # noqa: S314 - our own text
    boxes = 0
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        rect = group.find("{*}rect")
        if rect is None:
            continue
        boxes += 1
        width = float(rect.attrib["width"])
        kinds: dict[str, float] = {}
        for text in group.findall("{*}text"):
            cell = NAME_CELL if text.attrib["class"] == "name" else SMALL_CELL
            kinds[text.attrib["class"]] = cells(text.text or "") * cell
        assert kinds["name"] <= width
        assert kinds["kind"] + kinds.get("badge", 0) <= width
    assert boxes == 10


def test_dot_quotes_every_label() -> None:
    text = renderer("dot")(graph(HOSTILE))
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
    assert re.fullmatch(r"[\w\s{}\[\]=;,>.#\"-]*", bare)
    assert bare.count("{") == bare.count("}")


def test_json_is_ascii_and_holds_the_names() -> None:
    text = renderer("json")(graph(HOSTILE))
    assert text.isascii()
    assert json.loads(text)["applications"][0]["project"] == HOSTILE


def test_svg_draws_what_is_missing_dashed() -> None:
    text = render_svg(graph("web"))
    assert 'class="missing"' in text
    assert "is not in this repository" in text
