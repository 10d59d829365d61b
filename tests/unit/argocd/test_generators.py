"""The generators' parameters (Argo CD docs, Generators; `applicationset/generators/`, v3.1)."""

from typing import Any

import pytest

from manifestlint.argocd.generators import World, generate
from manifestlint.argocd.git_generator import directories
from manifestlint.argocd.templates import Renderer
from manifestlint.argocd.unknowns import NeedsCluster, NotExpandable, Refused
from tests.unit.argocd.samples import KEYS, REPOSITORY, REVISIONS, tree_of

FILES = {
    "apps/web/dev/x.yaml": "",
    "apps/db/x.yaml": "",
    "apps/.hidden/x.yaml": "",
    "apps/My_App/x.yaml": "",
    "config/a.yaml": "cluster: {name: a, port: 8080}\ntags: [p, q]\n",
    "config/b.json": '[{"cluster": {"name": "b1"}}, {"cluster": {"name": "b2"}}]',
    "config/empty.yaml": "",
    "config/deep/c.yaml": "cluster: {name: c}\n",
}


def params(
    generator: dict[str, Any], *, go: bool = True, files: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    world = World(tree_of(FILES if files is None else files), KEYS, REVISIONS, Renderer(go))
    (found,) = generate(generator, world)
    return list(found.params)


def git(**data: Any) -> dict[str, Any]:
    return {"git": {"repoURL": REPOSITORY, "revision": "HEAD", **data}}


def names(*elements: str) -> dict[str, Any]:
    return {"list": {"elements": [{"name": name} for name in elements]}}


def test_list() -> None:
    elements = [{"name": "a", "n": 1, "on": True}, {"name": "b", "values": {"x": "y"}}]
    assert params({"list": {"elements": elements}}) == [{"name": "a", "n": 1.0, "on": True}, elements[1]]
    assert params({"list": {"elements": elements[1:]}}, go=False) == [{"name": "b", "values.x": "y"}]
    with pytest.raises(Refused):
        params({"list": {"elements": elements}}, go=False)


def test_elements_as_yaml() -> None:
    assert params({"list": {"elements": [], "elementsYaml": "- {a: 1}\n- {b: x}\n"}}) == [
        {"a": 1.0},
        {"b": "x"},
    ]
    with pytest.raises(Refused):
        params({"list": {"elementsYaml": "a: 1"}})


def test_directories_are_walked_without_hidden_ones() -> None:
    assert directories(FILES) == [
        "apps",
        "apps/My_App",
        "apps/db",
        "apps/web",
        "apps/web/dev",
        "config",
        "config/deep",
    ]
    assert directories(["a-b/x", "a/b/x", ".x/y", "z"]) == ["a", "a/b", "a-b"]


def test_git_directories() -> None:
    generator = git(directories=[{"path": "apps/*"}, {"path": "apps/db", "exclude": True}])
    assert params(generator) == [
        {
            "path": {
                "path": "apps/My_App",
                "basename": "My_App",
                "basenameNormalized": "my-app",
                "segments": ["apps", "My_App"],
            }
        },
        {
            "path": {
                "path": "apps/web",
                "basename": "web",
                "basenameNormalized": "web",
                "segments": ["apps", "web"],
            }
        },
    ]
    assert params(generator, go=False)[1] == {
        "path": "apps/web",
        "path.basename": "web",
        "path.basenameNormalized": "web",
        "path[0]": "apps",
        "path[1]": "web",
    }


def test_git_directories_with_prefix_and_values() -> None:
    generator = git(
        directories=[{"path": "apps/db"}], pathParamPrefix="my", values={"n": "{{ .my.path.basename }}"}
    )
    (found,) = params(generator)
    assert (found["my"]["path"]["path"], found["values"]) == ("apps/db", {"n": "db"})
    old = git(directories=[{"path": "apps/db"}], pathParamPrefix="my", values={"n": "{{my.path.basename}}"})
    (found,) = params(old, go=False)
    assert (found["my.path"], found["my.path[1]"], found["values.n"]) == ("apps/db", "db", "db")


def test_git_files() -> None:
    found = params(git(files=[{"path": "config/*.yaml"}, {"path": "config/empty.yaml", "exclude": True}]))
    assert [(item["path"]["filename"], item["cluster"]["name"]) for item in found] == [
        ("a.yaml", "a"),
        ("c.yaml", "c"),  # the star of git ls-files crosses /
    ]
    assert found[1]["path"] == {
        "path": "config/deep",
        "basename": "deep",
        "basenameNormalized": "deep",
        "filename": "c.yaml",
        "filenameNormalized": "c.yaml",
        "segments": ["config", "deep"],
    }


def test_git_files_in_the_older_syntax() -> None:
    (found,) = params(git(files=[{"path": "config/a.yaml"}]), go=False)
    assert found == {
        "cluster.name": "a",
        "cluster.port": "8080",
        "tags.0": "p",
        "tags.1": "q",
        "path": "config",
        "path.basename": "config",
        "path.filename": "a.yaml",
        "path.basenameNormalized": "config",
        "path.filenameNormalized": "a.yaml",
        "path[0]": "config",
    }


def test_a_file_may_hold_several_sets_or_nothing() -> None:
    assert [item["cluster"]["name"] for item in params(git(files=[{"path": "config/b.json"}]))] == [
        "b1",
        "b2",
    ]
    assert [list(item) for item in params(git(files=[{"path": "config/empty.yaml"}]))] == [["path"]]
    (root,) = params(git(files=[{"path": "x.yaml"}]), files={"x.yaml": "a: 1"})
    assert (root["path"]["path"], root["path"]["basename"], root["path"]["segments"]) == (".", ".", ["."])


@pytest.mark.parametrize("text", ["a: [", "text", "- a\n", "- {a: 1}\n- 2\n"])
def test_a_file_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        params(git(files=[{"path": "x.yaml"}]), files={"x.yaml": text})


@pytest.mark.parametrize(
    "generator",
    [
        {"clusters": {}},
        {"pullRequest": {"github": {}}},
        {"scmProvider": {}},
        {"clusterDecisionResource": {}},
        {"plugin": {}},
        {"git": {"repoURL": "https://git.example.com/team/other", "directories": [{"path": "*"}]}},
        {"git": {"repoURL": REPOSITORY, "revision": "v1.0.0", "directories": [{"path": "*"}]}},
        {"matrix": {"generators": [{"list": {"elements": [{"a": "b"}]}}, {"clusters": {}}]}},
    ],
)
def test_what_needs_the_cluster_or_the_network_is_said(generator: dict[str, Any]) -> None:
    with pytest.raises(NeedsCluster):
        params(generator)


def test_an_unknown_generator_is_said() -> None:
    with pytest.raises(NotExpandable, match="the generator lists is not known here"):
        params({"lists": {}})


def test_matrix_interpolates_the_second_generator() -> None:
    generator = {
        "matrix": {
            "generators": [
                git(directories=[{"path": "apps/*"}]),
                {"list": {"elements": [{"env": "dev", "app": "{{ .path.basename }}"}]}},
            ]
        }
    }
    assert [(item["env"], item["app"]) for item in params(generator)] == [
        ("dev", "My_App"),
        ("dev", "db"),
        ("dev", "web"),
    ]


def test_matrix_of_files_named_by_directories() -> None:
    files = {"apps/a/envs.yaml": "- {env: dev}\n- {env: prod}\n", "apps/b/envs.yaml": "- {env: test}\n"}
    generator = {
        "matrix": {
            "generators": [
                git(directories=[{"path": "apps/*"}], pathParamPrefix="app"),
                git(files=[{"path": "{{ .app.path.path }}/envs.yaml"}]),
            ]
        }
    }
    assert [(item["app"]["path"]["basename"], item["env"]) for item in params(generator, files=files)] == [
        ("a", "dev"),
        ("a", "prod"),
        ("b", "test"),
    ]


def test_the_first_of_a_matrix_wins_and_mappings_merge() -> None:
    first = {"list": {"elements": [{"a": "1", "m": {"x": "1", "y": "1"}}]}}
    second = {"list": {"elements": [{"a": "2", "m": {"y": "2", "z": "2"}}]}}
    assert params({"matrix": {"generators": [first, second]}}) == [
        {"a": "1", "m": {"x": "1", "y": "1", "z": "2"}}
    ]


def test_a_matrix_of_texts_must_agree() -> None:
    same = {"matrix": {"generators": [names("a", "b"), {"list": {"elements": [{"env": "dev"}]}}]}}
    assert params(same, go=False) == [{"name": "a", "env": "dev"}, {"name": "b", "env": "dev"}]
    with pytest.raises(Refused, match="both generators of a matrix set name"):
        params({"matrix": {"generators": [names("a"), names("b")]}}, go=False)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_matrix_takes_two(count: int) -> None:
    with pytest.raises(Refused):
        params({"matrix": {"generators": [names("a")] * count}})


def test_matrix_in_matrix_once_and_no_deeper() -> None:
    inner = {"matrix": {"generators": [names("a"), {"list": {"elements": [{"x": "1"}, {"x": "2"}]}}]}}
    outer = {"matrix": {"generators": [inner, {"list": {"elements": [{"y": "3"}]}}]}}
    assert params(outer) == [{"name": "a", "x": "1", "y": "3"}, {"name": "a", "x": "2", "y": "3"}]
    with pytest.raises(Refused, match="nest at most once"):
        params({"matrix": {"generators": [outer, names("b")]}})


def test_merge() -> None:
    base = {"list": {"elements": [{"name": "a", "x": "1", "m": {"p": "1"}}, {"name": "b", "x": "1"}]}}
    over = {"list": {"elements": [{"name": "a", "x": "2", "m": {"q": "2"}}, {"name": "c", "x": "2"}]}}
    merged = {"merge": {"mergeKeys": ["name"], "generators": [base, over]}}
    assert params(merged) == [
        {"name": "a", "x": "2", "m": {"p": "1", "q": "2"}},
        {"name": "b", "x": "1"},
    ]
    with pytest.raises(Refused, match="needs mergeKeys"):
        params({"merge": {"generators": [base, over]}})
    with pytest.raises(Refused, match="same merge keys"):
        params({"merge": {"mergeKeys": ["x"], "generators": [base, over]}})


def test_selector() -> None:
    elements = [{"name": "a", "m": {"env": "dev"}}, {"name": "b", "m": {"env": "https://x/y"}}, {"name": "c"}]

    def selected(selector: dict[str, Any]) -> list[str]:
        return [item["name"] for item in params({"list": {"elements": elements}, "selector": selector})]

    assert selected({"matchLabels": {"m.env": "https://x/y"}}) == ["b"]
    assert selected({"matchExpressions": [{"key": "m.env", "operator": "DoesNotExist"}]}) == ["c"]
    assert selected({}) == ["a", "b", "c"]
    for wrong in (
        {"matchExpressions": [{"key": "a", "operator": "Gt", "values": ["1"]}]},
        {"matchExpressions": [{"key": "a", "operator": "In", "values": []}]},
        {"matchLabels": {"a b": "c"}},
    ):
        with pytest.raises(Refused):
            selected(wrong)
