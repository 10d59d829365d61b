"""Another version of an image, and not one byte besides."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.fix.set_image import Edited, edit
from manifestlint.model.image import Image, parse_image

DIGEST = "sha256:" + "ab" * 32
SEED = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: hello-app
spec:
  replicas: 2
  selector:
    matchLabels:
      app: hello-app
  template:
    metadata:
      labels:
        app: hello-app
    spec:
      containers:
      - name: hello-app-container
        image: raian2209/hello-app:v0.1.2
        ports:
        - containerPort: 80"""
THREE = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      initContainers:
      - {name: migrate, image: "raian2209/hello-app-migrate:v0.1.2"}
      containers:
      - name: web
        image: 'docker.io/raian2209/hello-app:v0.1.2'  # the pipeline writes here
      - name: proxy
        image: envoyproxy/envoy:v1.31.0
      - name: other
        image: ghcr.io/raian2209/hello-app:v0.1.2
"""


def image_of(text: str) -> Image:
    image = parse_image(text)
    assert isinstance(image, Image)
    return image


def edited(text: str, image: str, path: str = "m.yaml") -> tuple[str, Edited]:
    content, said = edit(path, text.encode(), image_of(image), is_values="values" in path)
    return (text if content is None else content.decode()), said


def lines_changed(old: str, new: str) -> list[str]:
    diff = difflib.ndiff(old.splitlines(keepends=True), new.splitlines(keepends=True))
    return [line.strip("\n") for line in diff if line[0] in "+-"]


def test_one_line_of_the_manifest_in_production() -> None:
    new, said = edited(SEED, "raian2209/hello-app:v0.1.3")
    assert lines_changed(SEED, new) == [
        "-         image: raian2209/hello-app:v0.1.2",
        "+         image: raian2209/hello-app:v0.1.3",
    ]
    assert [(item.line, item.old, item.new) for item in said.changed] == [
        (17, "raian2209/hello-app:v0.1.2", "raian2209/hello-app:v0.1.3")
    ]


def test_only_the_container_with_that_repository() -> None:
    new, _ = edited(THREE, "raian2209/hello-app:v0.1.3")
    assert lines_changed(THREE, new) == [
        "-         image: 'docker.io/raian2209/hello-app:v0.1.2'  # the pipeline writes here",
        "+         image: 'docker.io/raian2209/hello-app:v0.1.3'  # the pipeline writes here",
    ]


def test_what_is_so_already_is_told_and_left() -> None:
    new, said = edited(SEED, "raian2209/hello-app:v0.1.2")
    assert new == SEED
    assert (len(said.changed), len(said.same)) == (0, 1)


@pytest.mark.parametrize(
    ("written", "asked", "becomes"),
    [
        ("nginx", "docker.io/library/nginx:1.27", "nginx:1.27"),
        ("index.docker.io/library/nginx:1", "nginx:1.27", "index.docker.io/library/nginx:1.27"),
        ("registry:5000/app", "registry:5000/app:v2", "registry:5000/app:v2"),
        (f"a/b:v1@{DIGEST}", "a/b:v2", "a/b:v2"),
        ("a/b:v1", f"a/b@{DIGEST}", f"a/b@{DIGEST}"),
        ("a/b:v1", f"a/b:v2@{DIGEST}", f"a/b:v2@{DIGEST}"),
    ],
)
def test_references(written: str, asked: str, becomes: str) -> None:
    pod = "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: '%s'}]}\n"
    assert edited(pod % written, asked)[0] == pod % becomes


APPLICATION = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: "
POD = (
    "spec: {initContainers: [{image: a/b:v1, restartPolicy: Always}], ephemeralContainers: [{image: a/b:v1}]}"
)


@pytest.mark.parametrize(
    "manifest",
    [
        f"apiVersion: batch/v1\nkind: CronJob\nspec: {{jobTemplate: {{spec: {{template: {{{POD}}}}}}}}}\n",
        f"apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: {{template: {{{POD}}}}}\n",
        f"apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  {POD}\n",
        APPLICATION + "{source: {kustomize: {images: [web=a/b:v1, a/b:v1]}}}\n",
        APPLICATION + "{sources: [{helm: {valuesObject: {web: {image: a/b:v1}, image: a/b:v1}}}]}\n",
    ],
)
def test_kinds(manifest: str) -> None:
    new, said = edited(manifest, "a/b:v2")
    assert new == manifest.replace("a/b:v1", "a/b:v2")
    assert len(said.changed) == 2


@pytest.mark.parametrize(
    ("before", "asked", "after"),
    [
        ("{name: a/b, newTag: v1}", "a/b:v2", "{name: a/b, newTag: v2}"),
        ("{name: a/b, newTag: 1.9}", "a/b:1.10", '{name: a/b, newTag: "1.10"}'),
        ("{name: web, newName: a/b, newTag: v1}", "a/b:v2", "{name: web, newName: a/b, newTag: v2}"),
        (f"{{name: a/b, digest: '{DIGEST}', newTag: v1}}", "a/b:v2", "{name: a/b, digest: '', newTag: v2}"),
        ("{name: a/b, newName: c/d, newTag: v1}", "a/b:v2", None),
        ("{name: a/b, newName: c/d}", "c/d:v2", None),
        ("{name: other, newTag: v1}", "a/b:v2", None),
    ],
)
def test_kustomize(before: str, asked: str, after: str | None) -> None:
    frame = "resources: [web.yaml]  # base\nimages:\n- %s\n"
    assert edited(frame % before, asked, "overlays/dev/kustomization.yaml")[0] == frame % (after or before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("image: a/b:v1", "image: a/b:v2"),
        ("image: {repository: a/b, tag: v1}", "image: {repository: a/b, tag: v2}"),
        ('image: {repository: a/b, tag: ""}', 'image: {repository: a/b, tag: "v2"}'),
        (
            "image:\n  repository: a/b\n  tag:  # the chart's\n",
            "image:\n  repository: a/b\n  tag: v2  # the chart's\n",
        ),
        (
            "image: {registry: docker.io, repository: a/b, tag: v1}",
            "image: {registry: docker.io, repository: a/b, tag: v2}",
        ),
        (
            "sidecars: [{initImage: {repository: a/b, tag: v1}}]",
            "sidecars: [{initImage: {repository: a/b, tag: v2}}]",
        ),
        ("image: {registry: ghcr.io, repository: a/b, tag: v1}", None),
        ("image: a/b\ntag: v1", None),
        ("chart: {repository: a/b, tag: v1}", None),
    ],
)
def test_helm_values(before: str, after: str | None) -> None:
    assert edited(before, "a/b:v2", "chart/values-prod.yaml")[0] == (after or before)


def test_other_yaml_is_no_values_file() -> None:
    compose = "services: {web: {image: a/b:v1}}\n"
    assert edited(compose, "a/b:v2", "docker-compose.yaml") == (compose, Edited())


def test_a_digest_without_a_place_for_the_tag_is_told() -> None:
    text = f"images: [{{name: a/b, digest: '{DIGEST}'}}]"
    new, said = edited(text, "a/b:v2", "kustomization.yaml")
    assert new == text
    assert [item.reason for item in said.left] == ["it has no newTag to write to"]


SHARED = """\
apiVersion: v1
kind: Pod
metadata: {annotations: {image: &image a/b:v1}}
spec: {containers: [{name: a, image: *image}, {name: b, image: a/b:v1}]}
"""


def test_what_stands_behind_an_alias_is_left_and_told() -> None:
    new, said = edited(SHARED, "a/b:v2")
    assert new == SHARED.replace("image: a/b:v1", "image: a/b:v2")
    assert [(item.line, item.reason) for item in said.left] == [
        (4, "it stands behind an alias, or is a block of text")
    ]


def test_an_anchor_that_other_fields_share_refuses_the_edit() -> None:
    text = (
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n"
        "  - {name: a, image: &image a/b:v1, env: [{name: I, value: *image}]}\n"
    )
    new, said = edited(text, "a/b:v2")
    assert new == text
    assert [item.reason for item in said.left] == ["the edit would change something else too"]


def test_an_anchor_that_containers_alone_share_changes_them_all() -> None:
    text = (
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n"
        "  - {name: a, image: &image a/b:v1}\n  - {name: b, image: *image}\n"
    )
    new, said = edited(text, "a/b:v2")
    assert new == text.replace("v1}", "v2}")
    assert (len(said.changed), said.left) == (2, ())


def test_a_block_of_text_is_left_and_told() -> None:
    text = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: >-\n      a/b:v1\n"
    new, said = edited(text, "a/b:v2")
    assert new == text
    assert len(said.left) == 1


def test_a_document_that_is_broken_is_told_and_its_neighbour_changed() -> None:
    text = SEED + "\n---\na: [\n"
    new, said = edited(text, "raian2209/hello-app:v0.1.3")
    assert new == text.replace("v0.1.2", "v0.1.3")
    assert [item.line for item in said.left]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_stay(codec: str) -> None:
    before = ("# ação\r\n" + SEED.replace("\n", "\r\n")).encode(codec)
    content, _ = edit("m.yaml", before, image_of("raian2209/hello-app:v0.1.3"), is_values=False)
    assert content == ("# ação\r\n" + SEED.replace("\n", "\r\n").replace("v0.1.2", "v0.1.3")).encode(codec)


def test_json() -> None:
    text = '{"apiVersion": "v1",\t"kind": "Pod", "spec": {"containers": [{"image": "a/b:v1"}]}}'
    assert edited(text, "a/b:v2")[0] == text.replace('v1"}', 'v2"}')


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=12)
STYLES = st.sampled_from(["{}", "'{}'", '"{}"', "!!str {}", "&x {}", "&y '{}'"])
NAMES = st.sampled_from(["a/b", "docker.io/a/b", "a/bb", "c/a/b", "registry:5000/a/b"])
TAILS = st.sampled_from(["", ":v1", f"@{DIGEST}", f":v1@{DIGEST}"])


@given(
    st.lists(st.tuples(NAMES, TAILS, STYLES, TEXT), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([":v2", ":1.10", f"@{DIGEST[:-1]}c"]),
)
def test_every_other_byte_stays(containers: list[tuple[str, str, str, str]], end: str, tail: str) -> None:
    def manifest(new: str | None) -> str:
        lines = ["apiVersion: v1", "kind: Pod", "spec:", "  containers:"]
        for number, (name, old, style, comment) in enumerate(containers):
            is_ours = name.removeprefix("docker.io/") == "a/b"
            written = style.format(name + (new if new is not None and is_ours else old))
            lines += [f"  - name: c{number}   # {comment}", f"    image:   {written}   # {comment}", ""]
        return end.join(lines)

    assert edited(manifest(None), f"a/b{tail}")[0] == manifest(tail)
