"""Which files of a directory Argo CD applies (docs, Directory; `repository.go`, v3.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.argocd.files import DirectoryFiles, Reason, directory_files
from manifestlint.argocd.sources import Directory
from tests.support import MemoryTree
from tests.unit.argocd.samples import tree_of

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n"
FILES = {
    "app/a.yaml": POD,
    "app/b.yml": POD,
    "app/c.json": '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}}',
    "app/README.md": "",
    "app/sub/d.yaml": POD,
    "app/.hidden.yaml": POD,
    "application/e.yaml": POD,
}


def sort(files: dict[str, str], directory: Directory | None = None) -> DirectoryFiles:
    return directory_files(tree_of(files), "app", directory)


def reasons(found: DirectoryFiles) -> dict[str, Reason]:
    return {item.path.removeprefix("app/"): item.reason for item in found.not_applied}


def test_flat_by_default() -> None:
    found = sort(FILES)
    assert found.applied == ("app/.hidden.yaml", "app/a.yaml", "app/b.yml", "app/c.json")
    assert reasons(found) == {"README.md": Reason.OTHER_TYPE, "sub/d.yaml": Reason.SUBDIRECTORY}
    (subdirectory,) = [item for item in found.not_applied if item.reason is Reason.SUBDIRECTORY]
    assert subdirectory.message == "it lies in sub/, and directory.recurse is not set"


def test_recurse() -> None:
    assert "app/sub/d.yaml" in sort(FILES, Directory(recurse=True)).applied


def test_order_is_that_of_a_walk() -> None:
    files = {"app/a.yaml": POD, "app/a/z.yaml": POD, "app/a-b.yaml": POD}
    assert sort(files, Directory(recurse=True)).applied == ("app/a/z.yaml", "app/a-b.yaml", "app/a.yaml")


@pytest.mark.parametrize(
    ("include", "exclude", "applied"),
    [
        ("*.yaml", "", ["sealed-a.yaml", "roles/sealed-b.yaml", "roles/c.yaml"]),
        ("sealed-*.yaml", "", ["sealed-a.yaml"]),
        ("{sealed-*,roles/sealed-*}", "", ["sealed-a.yaml", "roles/sealed-b.yaml"]),
        ("", "roles/*", ["sealed-a.yaml"]),
        ("*.yaml", "*sealed*", ["roles/c.yaml"]),
        ("app/*", "", []),
        ("[", "", []),
        ("", "[", ["sealed-a.yaml", "roles/sealed-b.yaml", "roles/c.yaml"]),
    ],
)
def test_globs_match_the_path_below_the_applications(include: str, exclude: str, applied: list[str]) -> None:
    files = {"app/sealed-a.yaml": POD, "app/roles/sealed-b.yaml": POD, "app/roles/c.yaml": POD}
    found = sort(files, Directory(recurse=True, include=include, exclude=exclude))
    assert sorted(found.applied) == sorted(f"app/{path}" for path in applied)


def test_exclude_is_asked_before_include() -> None:
    found = sort({"app/a.yaml": POD}, Directory(include="b.yaml", exclude="a.yaml"))
    assert reasons(found) == {"a.yaml": Reason.EXCLUDED}
    assert reasons(sort({"app/a.yaml": POD}, Directory(include="b.yaml"))) == {"a.yaml": Reason.NOT_INCLUDED}


def test_the_marker_counts_anywhere() -> None:
    found = sort(
        {"app/a.yaml": f"# +argocd:skip-file-rendering\n{POD}", "app/b.yaml": POD + "# +argocd:skip-file"}
    )
    assert reasons(found) == {"a.yaml": Reason.MARKED}


def test_jsonnet_is_told_apart() -> None:
    found = sort({"app/a.jsonnet": "{}", "app/lib.libsonnet": "{}"})
    assert found.jsonnet == ("app/a.jsonnet",)
    assert reasons(found) == {"lib.libsonnet": Reason.OTHER_TYPE}


@pytest.mark.parametrize(
    "text",
    [
        "image: {tag: v1}\n",  # Helm values: no kind
        "- a\n- b\n",
        "just text",
        "a: [\n",
        f"a: 1\n---\n{POD}".replace("metadata:", "meta:"),
        '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"},}'.replace(
            "}", "", 1
        ),  # no `kind:` in it
    ],
)
def test_what_is_no_manifest_is_silently_ignored(text: str) -> None:
    assert reasons(sort({"app/x.yaml": text})) == {"x.yaml": Reason.IGNORED}


@pytest.mark.parametrize(
    "text",
    [
        POD + "spec: [\n",  # looks like a manifest
        f"{POD}---\nimage: v1\n",  # a document before it parsed
        f"a: 1\n---\n{POD}",
        "apiVersion: v1\nkind: 5\nmetadata: {}\n",
    ],
)
def test_what_looks_like_a_manifest_stops_the_application(text: str) -> None:
    found = sort({"app/x.yaml": text})
    assert [item.path for item in found.broken] == ["app/x.yaml"]
    assert not found.applied


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "---\n---\n", "null\n", f"---\n{POD}---\n", "kind: Pod\n"]
)
def test_empty_documents_are_no_mistake(text: str) -> None:
    assert sort({"app/x.yaml": text}).applied == ("app/x.yaml",)


@pytest.mark.parametrize(
    "text", ["", "{}", '{"kind": "Pod"} {"kind": "Pod"}', "[]", "kind: Pod", '{"kind": NaN}']
)
def test_json_holds_exactly_one_object(text: str) -> None:
    assert [item.path for item in sort({"app/x.json": text}).broken] == ["app/x.json"]


def test_what_cannot_be_read_is_left_to_who_reads_it() -> None:
    files = MemoryTree({"app/x.yaml": b"a: \0", "app/y.json": b"\xff\xfe\xff"})
    assert directory_files(files, "app").applied == ("app/x.yaml", "app/y.json")


def test_size() -> None:
    found = sort({"app/a.yaml": POD, "app/b.yaml": POD, "app/c.md": POD, "app/d.jsonnet": POD})
    assert found.size == 2 * len(POD)


@given(
    st.dictionaries(
        st.from_regex(r"app/(s/)?[ab]{1,2}\.(yaml|json|md|jsonnet)", fullmatch=True),
        st.sampled_from([POD, "a: 1", "{"]),
    ),
    st.booleans(),
    st.sampled_from(["", "a*", "s/*"]),
)
def test_every_file_has_one_place(files: dict[str, str], recurse: bool, exclude: str) -> None:
    found = sort(files, Directory(recurse=recurse, exclude=exclude))
    told = [
        *found.applied,
        *found.jsonnet,
        *(i.path for i in found.broken),
        *(i.path for i in found.not_applied),
    ]
    assert sorted(told) == sorted(files)
